// A corpus source of the Groove MIDI Dataset. House-shaped windows are in it twice: as played and made house.
// Called by scripts/corpus.

import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { patternFromHits } from '../../rhythm/pattern';
import { UNIT_BARS } from '../../rhythm/grid';
import { Random } from '../../rhythm/random';
import { readArchive } from '../archives/archive';
import type { ArchiveLimits } from '../archives/entry';
import { HOUSE_VERSION_RULES, houseVersion, isHouseShaped } from './groove-house';
import type { SourceDescription } from '../manifest';
import { MAX_TEMPO_BPM, MIN_TEMPO_BPM, recordHits, SPLITS, type CorpusRecord } from '../record';
import { styleSlug } from '../../rhythm/style-name';
import type { CorpusSource, SourceStats } from '../source';
import { WINDOW_RULES, type RhythmWindow } from '../windows/windows';
import { MAX_MIDI_BYTES, isMidiName, windowsOfFile } from '../windows/windows-of-file';

const CREDIT =
  'Groove MIDI Dataset, © 2019 Google LLC; Jon Gillick, Adam Roberts, Jesse Engel, Douglas Eck and David Bamman, ' +
  '“Learning to Groove with Inverse Sequence Transformations”, ICML 2019.';
const URL = 'https://magenta.tensorflow.org/datasets/groove';

const GROOVE: SourceDescription = {
  name: 'groove',
  licence: 'CC BY 4.0',
  credit: CREDIT,
  url: URL,
  provenance: 'human',
  rules: [
    'Files in 4/4 only; the official split by file.',
    'The style is the primary style of info.csv; the three takes of “dance” count as disco and breakbeat, which they are.',
    'Fills are kept under their style; their identifiers hold “_fill_”.',
    ...WINDOW_RULES,
  ],
};

const GROOVE_HOUSE: SourceDescription = {
  name: 'groove-house',
  licence: 'CC BY 4.0',
  credit: CREDIT,
  url: URL,
  provenance: 'human',
  rules: HOUSE_VERSION_RULES,
};

/** A line of info.csv, as far as it is used. */
const infoSchema = z.object({
  style: z.string(),
  bpm: z.coerce.number().min(MIN_TEMPO_BPM).max(MAX_TEMPO_BPM),
  time_signature: z.string(),
  midi_filename: z.string(),
  split: z.enum(SPLITS),
});
type Info = z.infer<typeof infoSchema>;

const LIMITS = { maxEntryBytes: MAX_MIDI_BYTES, maxTotalBytes: 512_000_000 };

export interface GrooveOptions {
  /** Seeds which backbeats move to the clap. */
  readonly seed: number;
}

export function grooveSource(archive: string, { seed }: GrooveOptions): CorpusSource {
  return {
    descriptions: [GROOVE, GROOVE_HOUSE],
    async *records(stats) {
      const infos = await readInfos(archive);
      stats.expectedFiles = infos.size;
      const random = Random.fromSeed(seed);
      const limits: ArchiveLimits = { ...LIMITS, wanted: isMidiName };
      for await (const { name, content, reason } of readArchive(archive, limits)) {
        const info = infos.get(baseName(name));
        infos.delete(baseName(name));
        if (!content) stats.skip(name, reason ?? 'It cannot be read.');
        else if (!info) stats.skip(name, 'It is not listed in info.csv.');
        else yield* recordsOfFile(content, info, stats, random.fork());
      }
      for (const info of infos.values()) {
        stats.skip(info.midi_filename, 'It is listed in info.csv but not in the archive.');
      }
    },
  };
}

function* recordsOfFile(
  content: Uint8Array,
  info: Info,
  stats: SourceStats,
  random: Random,
): Generator<CorpusRecord> {
  const file = info.midi_filename;
  if (info.time_signature !== '4-4') {
    stats.skip(file, `Its time signature is ${info.time_signature.replace('-', '/')}, not 4/4.`);
    return;
  }
  const read = windowsOfFile(file, content, stats);
  if (!read) return;
  const movesToClap = random.chance(0.5);
  for (const window of read.windows) {
    const record = recordOf(window, info);
    yield record;
    if (!isHouseShaped(window.hits, info.bpm)) continue;
    yield {
      ...record,
      id: record.id.replace('groove/', 'groove-house/'),
      source: GROOVE_HOUSE.name,
      style: 'house',
      hits: recordHits(patternFromHits(UNIT_BARS, houseVersion(window.hits, movesToClap))),
    };
  }
}

function recordOf({ bar, hits }: RhythmWindow, info: Info): CorpusRecord {
  return {
    id: `groove/${info.midi_filename}#${bar}`,
    source: GROOVE.name,
    group: info.midi_filename,
    split: info.split,
    style: styleOf(info.style),
    provenance: 'human',
    tempoBpm: info.bpm,
    hits: recordHits(patternFromHits(UNIT_BARS, hits)),
  };
}

/** "latin/brazilian-samba" → "latin"; "dance/disco" → "disco". */
function styleOf(style: string): string {
  const [primary = '', secondary = ''] = style.split('/');
  return styleSlug(primary === 'dance' && secondary !== '' ? secondary : primary);
}

async function readInfos(archive: string): Promise<Map<string, Info>> {
  const limits: ArchiveLimits = { ...LIMITS, wanted: (name) => /(^|\/)info\.csv$/.test(name) };
  for await (const { content } of readArchive(archive, limits)) {
    if (!content) break;
    return parseInfos(content, archive);
  }
  throw new Error(`${archive} is not a Groove MIDI archive: it contains no info.csv.`);
}

function parseInfos(content: Uint8Array, archive: string): Map<string, Info> {
  try {
    const lines: unknown = parseCsv(Buffer.from(content), {
      columns: true,
      bom: true,
      skip_empty_lines: true,
    });
    const infos = z.array(infoSchema).parse(lines);
    return new Map(infos.map((info) => [baseName(info.midi_filename), info]));
  } catch (cause) {
    throw new Error(`Could not read info.csv in ${archive}.`, { cause });
  }
}

/** Names without the folder that an archive may put around everything. */
function baseName(name: string): string {
  return name.replace(/^(\.\/)?(groove\/)?/, '');
}
