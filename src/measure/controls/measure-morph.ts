// How evenly rhythms change along paths over the morph pad. Called by controls-figures.ts for --morph.
// It asks the engine as a user would and knows nothing of the device's pad.

import { mean } from '../../rhythm/statistics';
import type { Inversion } from '../../engine/encoding/inversion';
import { parseRequest } from '../../engine/request/request';
import { UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, hitCount } from '../../rhythm/pattern';
import { Random } from '../../rhythm/random';
import { quantile } from '../quantile';
import { cellsChanged } from './cells-changed';
import type { MeasuredModel } from './measured-model';

/** How rhythms change along paths over the morph pad. */
export interface MorphFigures {
  readonly pads: number;
  /** Moves that a path across the pad is made in. */
  readonly moves: number;
  /** Cells that a move changes. */
  readonly meanCells: number;
  readonly mostCells: number;
  /** What a path from corner to corner changes in all, if it went straight. */
  readonly cornerCells: number;
  /** Hits of the rhythms on the way, mean. */
  readonly hits: number;
  /** Corners that did not give their own rhythm back, hit for hit. */
  readonly cornersLost: number;
  readonly milliseconds: number;
}

export interface MorphOptions {
  readonly model: MeasuredModel;
  readonly pads: number;
  readonly seed: number;
  readonly onPad: () => void;
}

const MOVES = 64;

/** Lays out pads with four rhythms each and moves across them. */
export function measureMorph({ model, pads, seed, onPad }: MorphOptions): MorphFigures {
  const { engine, style } = model;
  const random = Random.fromSeed(seed);
  const [steps, corners, hits, times]: [number[], number[], number[], number[]] = [[], [], [], []];
  let cornersLost = 0;
  for (let pad = 0; pad < pads; pad++) {
    const request = (at: number): ReturnType<typeof parseRequest> =>
      parseRequest({ seed: seed + 5 * pad + at, style, bars: UNIT_BARS }, engine.card);
    const inversions = [0, 1, 2, 3].map((at) => engine.invert(engine.generate(request(at)).pattern, style));
    const four = inversions as [Inversion, Inversion, Inversion, Inversion];
    const at = (x: number, y: number): Pattern => {
      const started = performance.now();
      const { pattern } = engine.morph(four, { x, y }, request(4));
      times.push(performance.now() - started);
      return pattern;
    };
    four.forEach(({ pattern }, corner) => {
      if (cellsChanged(at(corner % 2, corner >> 1), pattern) > 0) cornersLost++;
    });
    const y = random.uniform();
    const path = Array.from({ length: MOVES + 1 }, (_, move) => at(move / MOVES, y));
    path.slice(1).forEach((pattern, move) => steps.push(cellsChanged(pattern, path[move]!)));
    hits.push(...path.map(hitCount));
    corners.push(cellsChanged(path[0]!, path.at(-1)!));
    onPad();
  }
  return {
    pads,
    moves: MOVES,
    meanCells: mean(steps),
    mostCells: Math.max(...steps),
    cornerCells: mean(corners),
    hits: mean(hits),
    cornersLost,
    milliseconds: quantile(times),
  };
}
