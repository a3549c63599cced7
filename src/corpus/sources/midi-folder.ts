// A corpus source of all MIDI files in a folder and its subfolders. Called by scripts/corpus.

import { basename, resolve } from 'node:path';
import { STEPS_PER_BAR, UNIT_BARS } from '../../rhythm/grid';
import { patternFromHits, type PlacedHit } from '../../rhythm/pattern';
import type { SourceDescription } from '../manifest';
import { recordHits, type CorpusRecord } from '../record';
import { styleSlug } from '../../rhythm/style-name';
import type { CorpusSource } from '../source';
import { splitOf, styleFolder } from '../split';
import { filesUnder, readSmallFile } from '../archives/files-under';
import { MIN_HITS_PER_BAR, WINDOW_RULES, type RhythmWindow } from '../windows/windows';
import { MAX_MIDI_BYTES, isMidiName, windowsOfFile } from '../windows/windows-of-file';

export interface MidiFolderOptions {
  /** Style of all files; by default the first subfolder's name, or the folder's own. */
  readonly style?: string;
  /** Seeds the split. */
  readonly seed: number;
}

/** Reading its records throws an Error when the folder cannot be read. */
export function midiFolderSource(folder: string, { style, seed }: MidiFolderOptions): CorpusSource {
  const folderName = basename(resolve(folder));
  const description: SourceDescription = {
    name: `midi-${styleSlug(folderName)}`,
    licence: 'as given with the files',
    credit: `MIDI files of the folder “${folderName}”.`,
    provenance: 'human',
    rules: [
      'Files in 4/4 only, read by the General MIDI and Roland TD-11 drum maps; of a song with notes on channel 10, only that channel.',
      'Split 80/10/10 by file, by a seeded hash of its path.',
      'A file of one bar is a loop and stands twice.',
      ...WINDOW_RULES,
    ],
  };
  return {
    descriptions: [description],
    async *records(stats) {
      for await (const file of filesUnder(folder, isMidiName)) {
        if (file.reason !== undefined) {
          stats.skip(file.name, file.reason);
          continue;
        }
        const read = await readSmallFile(file.path, MAX_MIDI_BYTES);
        if (!read.content) {
          stats.skip(file.name, read.reason);
          continue;
        }
        const result = windowsOfFile(file.name, read.content, stats);
        if (!result) continue;
        const shared = {
          source: description.name,
          group: file.name,
          split: splitOf(file.name, seed),
          style: styleSlug(style ?? styleFolder(file.name) ?? folderName),
          provenance: description.provenance,
          tempoBpm: result.rhythm.tempoBpm,
        };
        for (const window of [...result.windows, ...loopOf(result.onlyBar)]) {
          yield {
            id: `${description.name}/${file.name}#${window.bar}`,
            ...shared,
            hits: hitsOfWindow(window),
          };
        }
      }
    },
  };
}

function hitsOfWindow({ hits }: RhythmWindow): CorpusRecord['hits'] {
  return recordHits(patternFromHits(UNIT_BARS, hits));
}

/** A file of one bar is a loop: its bar is played twice. */
function loopOf(bar: readonly PlacedHit[] | undefined): RhythmWindow[] {
  if (!bar || bar.length < MIN_HITS_PER_BAR) return [];
  return [{ bar: 0, hits: [...bar, ...bar.map((hit) => ({ ...hit, step: hit.step + STEPS_PER_BAR }))] }];
}
