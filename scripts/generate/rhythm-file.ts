import { join } from 'node:path';
import type { GeneratedRhythm } from '../../src/engine/engine';
import type { Originality } from '../../src/engine/drawing/originality';
import type { Inversion } from '../../src/engine/encoding/inversion';
import { writeFileWhole } from '../../src/files/whole';
import { writeMidi } from '../../src/midi';
import { gridSvg } from '../../src/report/grid-svg';
import type { Options } from './options';

/** What is said of a rhythm that is on the disk; `--json` adds its hits. */
export interface WrittenRhythm {
  readonly seed: number;
  /** Of several related rhythms, which one: A is the first. */
  readonly variation?: string;
  readonly style: string;
  readonly bars: number;
  readonly tempo: number;
  readonly file: string;
  /** Undefined where the model carries no index of what it learned from. */
  readonly originality: Originality | undefined;
  /** Of `--like`: F-measure of the hits as the network alone recovers them, and why it cannot, where it cannot. */
  readonly like?: Pick<Inversion, 'fMeasure' | 'problem'>;
}

/**
 * Writes a rhythm as a `.mid` file and, where asked, as a picture beside it.
 * @param letter of a variation, empty where there is one rhythm a seed
 */
export async function writeRhythm(
  rhythm: GeneratedRhythm,
  letter: string,
  options: Options,
): Promise<WrittenRhythm> {
  const { seed, style, bars, pattern } = rhythm;
  const tempo = options.tempo ?? rhythm.tempoBpm;
  const name = letter ? `${seed}-${letter}` : String(seed);
  const file = join(options.out, `${style}-${name}.mid`);
  await writeFileWhole(
    file,
    writeMidi(pattern, { tempoBpm: tempo, trackName: `Fourfloor ${style} ${name.replace('-', ' ')}` }),
  );
  if (options.picture) {
    const title = `${style}, seed ${name.replace('-', ' ')}`;
    await writeFileWhole(file.replace(/mid$/, 'svg'), gridSvg(pattern, { title, standalone: true }));
  }
  const { originality, inversion } = rhythm;
  return {
    seed,
    ...(letter && { variation: letter }),
    style,
    bars,
    tempo,
    file,
    originality,
    ...(inversion && {
      like: { fMeasure: inversion.fMeasure, ...(inversion.problem && { problem: inversion.problem }) },
    }),
  };
}
