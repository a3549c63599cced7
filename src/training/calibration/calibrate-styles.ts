// Fits how the heads are decoded, style by style, so that generated rhythms hit as often, as loud and as late
// as real ones. Called by choose-decoding.

import type { GeneratorShape } from '../../gan/generator';
import type { Weights } from '../../gan/weights';
import { addHitNoise, type Calibration } from '../../model/decoding';
import { Random } from '../../rhythm/random';
import type { ConditionLayout } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { fitHeads } from './fit-heads';
import { conditionsOf, drawSamples } from '../sampling/draw-samples';
import { calibrateThresholds } from '../sampling/thresholds';

const CALIBRATION_SEED = 104_729;
/** Samples that all styles together, and then each one, are fitted by. */
const SAMPLES_OF_ALL = 2048;
const SAMPLES_OF_STYLE = 1024;

/**
 * Fits each style on free samples under the conditions of its training patterns. Groups of cells that a style hits too
 * rarely take their velocities and offsets from the fit of all styles together.
 */
export async function calibrateStyles(
  weights: Weights,
  shape: GeneratorShape,
  dataset: Dataset,
  { layout, hitNoise }: { readonly layout: ConditionLayout; readonly hitNoise: number },
): Promise<Calibration[]> {
  const random = Random.fromSeed(CALIBRATION_SEED);
  const { train: packed } = dataset;
  const fitOn = async (
    members: readonly number[],
    count: number,
    common?: Calibration,
  ): Promise<Calibration> => {
    const indices = Array.from({ length: count }, () => random.choice(members));
    const heads = await drawSamples(weights, shape, conditionsOf(packed, indices, layout), random);
    addHitNoise(heads.hitLogits, hitNoise, random);
    const thresholds = calibrateThresholds(heads, packed, indices);
    const options = common ? { otherwise: common } : {};
    return { hitNoise, thresholds, ...fitHeads(heads, thresholds, { packed, indices }, options) };
  };
  const everyone = Array.from({ length: packed.count }, (_, index) => index);
  const common = await fitOn(everyone, SAMPLES_OF_ALL);
  const calibrations: Calibration[] = [];
  for (const style of dataset.styles.keys()) {
    const members = everyone.filter((index) => packed.styles[index] === style);
    calibrations.push(await fitOn(members, SAMPLES_OF_STYLE, common));
  }
  return calibrations;
}
