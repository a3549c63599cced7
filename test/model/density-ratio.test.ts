import assert from 'node:assert/strict';
import {
  densityRatioInputs,
  logDensityRatio,
  type DenseLayer,
  type DensityRatioNetwork,
} from '../../src/model/density-ratio';
import { readDensityRatio, writeDensityRatio } from '../../src/model/density-ratio-file';
import { UNIT_CELLS } from '../../src/rhythm/grid';
import { Random } from '../../src/rhythm/random';

const STYLES = 3;
const WIDTHS = [5, 4] as const;

function network(seed = 1): DensityRatioNetwork {
  const random = Random.fromSeed(seed);
  const layer = (inputs: number, outputs: number): DenseLayer => ({
    kernel: Float32Array.from({ length: inputs * outputs }, () => random.normal()),
    bias: Float32Array.from({ length: outputs }, () => random.normal()),
  });
  return {
    styleCount: STYLES,
    widths: WIDTHS,
    layers: [layer(densityRatioInputs(STYLES), WIDTHS[0]), layer(WIDTHS[0], WIDTHS[1]), layer(WIDTHS[1], 1)],
  };
}

/** The same by the book: every input, the silent cells too. */
function byTheBook({ layers }: DensityRatioNetwork, cells: readonly number[], style: number): number {
  let values: number[] = Array.from({ length: densityRatioInputs(STYLES) }, (_, at) =>
    Number(cells.includes(at) || at === UNIT_CELLS + style),
  );
  layers.forEach(({ kernel, bias }, at) => {
    const sums = Array.from(bias, (start, output) =>
      values.reduce((sum, value, input) => sum + value * kernel[input * bias.length + output]!, start),
    );
    values = at === layers.length - 1 ? sums : sums.map((sum) => (sum < 0 ? 0.2 * sum : sum));
  });
  return values[0]!;
}

describe('a density ratio', () => {
  const cells = [0, 5, 48, 200, 383];

  it('is the logit of its network', () => {
    const ratio = logDensityRatio(network());
    for (let style = 0; style < STYLES; style++)
      assert.ok(Math.abs(ratio(cells, style) - byTheBook(network(), cells, style)) < 1e-9);
    assert.notEqual(ratio(cells, 0), ratio(cells, 1));
    assert.notEqual(ratio(cells, 0), ratio([], 0));
    assert.throws(() => ratio(cells, STYLES), /There is no style 3\./);
  });

  it('survives its file in half precision, with equal bytes for equal networks', () => {
    const bytes = writeDensityRatio(network());
    assert.deepEqual(writeDensityRatio(network()), bytes);
    const back = readDensityRatio(bytes);
    assert.deepEqual(writeDensityRatio(back), bytes);
    assert.ok(Math.abs(logDensityRatio(back)(cells, 1) - logDensityRatio(network())(cells, 1)) < 0.05);
  });

  it('refuses other files in a sentence', () => {
    const words = /^density-ratio\.bin is not a density-ratio network \(.+\)\. Export the model again/;
    const refused = (change: (view: DataView) => void, length?: number): void => {
      const bytes = writeDensityRatio(network()).slice(0, length);
      change(new DataView(bytes.buffer));
      assert.throws(
        () => readDensityRatio(bytes),
        (error: Error) => words.test(error.message),
      );
    };
    refused(() => undefined, 12);
    refused(() => undefined, 200);
    refused((view) => {
      view.setUint32(0, 7, true);
    });
    refused((view) => {
      view.setUint32(4, 9, true);
    });
    refused((view) => {
      view.setUint32(12, 2 ** 31, true);
    });
    refused((view) => {
      view.setUint16(24, 0x7e00, true); // half precision's NaN
    });
  });
});
