import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { logDensityRatio } from '../../../src/model/density-ratio';
import { CANDIDATES } from '../../../src/model/candidate-count';
import { UNIT_CELLS } from '../../../src/rhythm/grid';
import { Random } from '../../../src/rhythm/random';
import { openBackend } from '../../../src/training/backends/open-backend';
import { chosenRows } from '../../../src/training/sampling/chosen-rows';
import { fitDensityRatio, type PackedHits } from '../../../src/training/calibration/fit-density-ratio';
import { cellsAt, packedCells, decodeCells } from '../../../src/training/calibration/decode-cells';

const STYLES = 2;

/** Patterns of which so many in a hundred hit cell 7, and half hit any of the next fifty. */
function patterns(count: number, percent: readonly [number, number], random: Random): PackedHits {
  const starts = [0];
  const cells: number[] = [];
  const styles: number[] = [];
  for (let index = 0; index < count; index++) {
    const style = random.integer(STYLES);
    if (random.chance(percent[style]! / 100)) cells.push(7);
    for (let cell = 20; cell < 70; cell++) if (random.chance(0.5)) cells.push(cell);
    starts.push(cells.length);
    styles.push(style);
  }
  return {
    count,
    starts: Uint32Array.from(starts),
    cells: Uint16Array.from(cells),
    styles: Uint8Array.from(styles),
  };
}

const shareOf = (packed: PackedHits, rows: readonly number[]): number =>
  rows.filter((row) => cellsAt(packed, row).includes(7)).length / rows.length;

describe('drawing candidates by their density ratio', () => {
  before(async () => {
    await openBackend('wasm');
  });

  it('learns how much likelier real patterns are, style by style, and corrects what was generated too rarely', async function () {
    this.timeout(60_000);
    const random = Random.fromSeed(5);
    const real = patterns(16_000, [80, 20], random);
    const generated = patterns(4000, [20, 20], random);
    const { numTensors } = tf.memory();
    const network = await fitDensityRatio({ real, generated, styleCount: STYLES }, random);
    assert.equal(tf.memory().numTensors, numTensors);
    const ratio = logDensityRatio(network);
    // Of a cell that p of the real and q of the generated hit: ln p/q where it is hit, ln (1 − p)/(1 − q) where not.
    const others = [20, 23, 31, 40, 55, 60];
    const step = (style: number): number => ratio([7, ...others], style) - ratio(others, style);
    assert.ok(Math.abs(step(0) - 2 * Math.log(4)) < 0.9, `${step(0)}`);
    assert.ok(Math.abs(step(1)) < 0.4, `${step(1)}`);

    const made = patterns(300 * CANDIDATES, [20, 20], random);
    for (let row = 0; row < made.count; row++) made.styles[row] = 0;
    const ratios = Float64Array.from({ length: made.count }, (_, row) => ratio(cellsAt(made, row), 0));
    assert.ok(Math.abs(shareOf(made, chosenRows(ratios, 0, random)) - 0.2) < 0.07);
    const corrected = shareOf(made, chosenRows(ratios, 1, random));
    // Not the whole way to .8: turned-over cells make the network less sure, and there are sixteen to choose from.
    assert.ok(corrected > 0.6 && corrected < 0.85, `${corrected}`);
  });

  it('takes one of every sixteen, in proportion to the ratios', () => {
    const random = Random.fromSeed(6);
    const ratios = new Float64Array(4000 * CANDIDATES);
    for (let at = 3; at < ratios.length; at += CANDIDATES) ratios[at] = Math.log(15);
    const rows = chosenRows(ratios, 1, random);
    rows.forEach((row, request) => {
      assert.equal(Math.floor(row / CANDIDATES), request);
    });
    // 15 against fifteen of 1 each.
    const share = rows.filter((row) => row % CANDIDATES === 3).length / rows.length;
    assert.ok(Math.abs(share - 0.5) < 0.03, `${share}`);
  });

  it('reads cells as the engine does: thresholds by style, one hat a step', () => {
    const logits = new Float32Array(2 * UNIT_CELLS).fill(-9);
    const [closed, open] = [4, 5]; // of the first step
    logits.set([1, 2], closed);
    logits.set([1, 2], UNIT_CELLS + closed);
    const even = new Array<number>(12).fill(0.5);
    const decoding = { hitNoise: 0, thresholds: [even, even.with(open, 0.95)] };
    const cells = decodeCells(logits, [0, 1], decoding, Random.fromSeed(1));
    assert.deepEqual([...cellsAt(cells, 0)], [open]);
    assert.deepEqual([...cellsAt(cells, 1)], [closed]);
    assert.deepEqual(packedCells(cells, 0)[0], 1 << open);
  });
});
