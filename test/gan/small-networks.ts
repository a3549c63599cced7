import * as tf from '@tensorflow/tfjs';
import { discriminatorSpecs } from '../../src/gan/discriminator';
import { generatorSpecs } from '../../src/gan/generator';
import type { NetworkShapes } from '../../src/gan/sizes';
import type { Batch, Networks } from '../../src/gan/step';
import { toVariables, type Variables, type WeightSpec } from '../../src/gan/weights';
import { FEATURE_SIZE, MASK_SIZE, conditionSize, maskToCells } from '../../src/model/inputs';
import { CHANNEL_COUNT } from '../../src/rhythm/grid';

/**
 * Draws that two languages make alike: the multiplicative congruential generator 48271 mod 2³¹ − 1 in exact
 * integers, as −1…1.
 */
export class SharedDraws {
  constructor(private word: number) {}

  next(): number {
    this.word = Number((BigInt(this.word) * 48271n) % 2147483647n);
    return Math.fround((2 * this.word) / 2147483647 - 1);
  }

  array(length: number, change: (value: number) => number = (value) => value): Float32Array {
    return Float32Array.from({ length }, () => change(this.next()));
  }
}

export const SMALL_SHAPES: NetworkShapes = {
  generator: { latentSize: 5, conditionSize: conditionSize(2), width: 6, blocks: 2 },
  discriminator: { conditionSize: conditionSize(2), width: 7, blocks: 2 },
};

/** Every weight from the shared draws, none zero, scaled by its number of inputs. */
function drawVariables(specs: readonly WeightSpec[], draws: SharedDraws): Variables {
  const entries = specs.map(({ name, shape }) => {
    const scale = Math.fround(shape.length === 2 ? 1.5 / Math.sqrt(shape[0]!) : 0.1);
    const size = shape.reduce((product, length) => product * length, 1);
    return [name, draws.array(size, (value) => Math.fround(value * scale))] as const;
  });
  return toVariables(specs, Object.fromEntries(entries));
}

export function smallNetworks(draws: SharedDraws): Networks {
  return {
    shapes: SMALL_SHAPES,
    generator: drawVariables(generatorSpecs(SMALL_SHAPES.generator), draws),
    discriminator: drawVariables(discriminatorSpecs(SMALL_SHAPES.discriminator), draws),
  };
}

/** A batch of made-up patterns: a tenth of the features set, a third of the voices and bars kept. */
export function smallBatch(rows: number, draws: SharedDraws): Batch {
  const real = draws.array(rows * FEATURE_SIZE, (value) => (value > 0.8 ? value : 0));
  const condition = draws.array(rows * SMALL_SHAPES.generator.conditionSize);
  const mask = draws.array(rows * MASK_SIZE, (value) => (value > 0.33 ? 1 : 0));
  const kept = new Float32Array(rows * FEATURE_SIZE);
  for (let row = 0; row < rows; row++) {
    const cells = maskToCells(mask.subarray(row * MASK_SIZE, (row + 1) * MASK_SIZE));
    for (let plane = 0; plane < CHANNEL_COUNT; plane++)
      kept.set(cells, row * FEATURE_SIZE + plane * cells.length);
  }
  const matrix = (values: Float32Array): tf.Tensor2D => tf.tensor2d(values, [rows, values.length / rows]);
  return {
    real: matrix(real),
    condition: matrix(condition),
    mask: matrix(mask),
    free: matrix(kept.map((value) => 1 - value)),
    context: matrix(real.map((value, at) => value * kept[at]!)),
  };
}

export function smallLatent(rows: number, draws: SharedDraws): tf.Tensor2D {
  const size = SMALL_SHAPES.generator.latentSize;
  return tf.tensor2d(
    draws.array(rows * size, (value) => Math.fround(2 * value)),
    [rows, size],
  );
}
