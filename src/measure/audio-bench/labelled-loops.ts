// Hears the loops of a folder and compares each tempo with the one in its file name; draws a page of what was
// heard. Called by scripts/audio-bench.ts. The name has no part in the hearing.

import { basename } from 'node:path';
import { AnalysisError } from '../../corpus/analysis/document';
import { rhythmOfAnalysis } from '../../corpus/analysis/rhythm';
import { analyseSound, tempoOfName } from '../../corpus/audio/analyse';
import { decodeAudio, isAudioName } from '../../corpus/audio/formats/decode';
import { AudioError } from '../../corpus/audio/formats/sound';
import { filesUnder } from '../../corpus/archives/files-under';
import { patternFromHits, type Pattern } from '../../rhythm/pattern';
import { facts, gallery } from '../../report/blocks';
import { gridSvg } from '../../report/grid-svg';
import { renderPage } from '../../report/page';
import type { OnProgress } from './on-progress';

/** A labelled loop, and what was heard of it with its name ignored. */
export interface HeardLoop {
  readonly name: string;
  readonly labelBpm: number | undefined;
  readonly heardBpm: number | undefined;
  /** Whether the two agree within 1 %. */
  readonly isRight: boolean;
  /** Why there is nothing, where that is so. */
  readonly reason: string | undefined;
  readonly pattern?: Pattern;
}

const TOLERANCE = 0.01;

/** Hears every audio file under a folder; how many there are is known only at the end, so the total grows. */
export async function hearFolder(folder: string, onProgress: OnProgress): Promise<HeardLoop[]> {
  const heard: HeardLoop[] = [];
  for await (const { name, path } of filesUnder(folder, isAudioName)) {
    heard.push(await hearLoop(name, path));
    onProgress(heard.length, heard.length, name);
  }
  return heard;
}

/** The loops without their patterns, for the JSON document. */
export function loopFigures(heard: readonly HeardLoop[]): Omit<HeardLoop, 'pattern'>[] {
  return heard.map(({ name, labelBpm, heardBpm, isRight, reason }) => ({
    name,
    labelBpm,
    heardBpm,
    isRight,
    reason,
  }));
}

async function hearLoop(name: string, path: string): Promise<HeardLoop> {
  const labelBpm = tempoOfName(basename(name));
  try {
    const analysis = analyseSound(await decodeAudio(path));
    const { bars } = rhythmOfAnalysis(analysis);
    const heardBpm = analysis.track.tempo;
    const isRight = labelBpm !== undefined && Math.abs(heardBpm / labelBpm - 1) <= TOLERANCE;
    return {
      name,
      labelBpm,
      heardBpm,
      isRight,
      reason: undefined,
      pattern: patternFromHits(bars.length, bars.flat()),
    };
  } catch (error) {
    if (!(error instanceof AudioError || error instanceof AnalysisError)) throw error;
    return { name, labelBpm, heardBpm: undefined, isRight: false, reason: error.message };
  }
}

/** A page with a grid for each loop, to look at while listening. */
export function folderPage(heard: readonly HeardLoop[]): string {
  const figures = heard.map(({ name, labelBpm, heardBpm, pattern, reason }) => ({
    svg: pattern ? gridSvg(pattern, { cellPx: 9, title: name }) : '',
    caption: `${name}: ${heardBpm === undefined ? reason : `heard at ${heardBpm.toFixed(2)} BPM`}${labelBpm === undefined ? '' : `, named ${labelBpm}`}`,
  }));
  return renderPage({
    title: 'What is heard in each loop',
    lead: 'Tempo, beats and drums from the sound alone; the file name is ignored.',
    sections: [
      {
        heading: 'Loops',
        blocks: [
          facts([
            { value: heard.length, label: 'loops' },
            { value: heard.filter(({ isRight }) => isRight).length, label: 'tempo within 1 %' },
          ]),
          gallery(figures),
        ],
      },
    ],
  });
}
