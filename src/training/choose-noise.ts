import { fidelity } from '../evaluation/fidelity';
import { packedSet } from '../evaluation/neighbours';
import type { GeneratorShape } from '../gan/generator';
import type { Weights } from '../gan/weights';
import { controlsFrom, type ControlDraws } from '../model/control-draws';
import { conditionSize, writeCondition } from '../model/inputs';
import { UNCALIBRATED, addHitNoise } from '../model/reading';
import { CONTROL_NAMES } from '../rhythm/controls';
import { packHits } from '../rhythm/distance';
import { Random } from '../rhythm/random';
import type { ConditionLayout } from './batches';
import { fitControlDraws } from './control-draws';
import { UNLEARNED, type Dataset } from './dataset';
import { patternAt } from './patterns';
import { drawSamples, hardPatterns } from './sample';
import { calibrateThresholds } from './thresholds';

const NOISE_SEED = 15_485_863;
const MOST_SAMPLES = 2048;

/** The scales that are tried, the largest first; at 0 the latent decides alone. */
const HIT_NOISES = [1.5, 1.25, 1, 0.75, 0.5, 0.25, 0] as const;

/** Shares of what real patterns of other files reach, below which noise must not bring a model. */
const LEAST_COVERAGE = 0.95;
const LEAST_PRECISION = 0.92;

/**
 * The scale of the noise by which hits are read, see `addHitNoise`: the largest that leaves coverage and precision where
 * they should be. Noise makes the rarer strokes (recall rises), and too much of it leaves the style (the other two fall).
 *
 * Judged on held-out patterns by rhythms as a player asks for them: the style given, its controls drawn as they go
 * together.
 */
export async function chooseHitNoise(
  weights: Weights,
  shape: GeneratorShape,
  dataset: Dataset,
  layout: ConditionLayout,
): Promise<number> {
  const random = Random.fromSeed(NOISE_SEED);
  const { train, validation } = dataset;
  const known = Array.from(validation.styles.keys()).filter(
    (index) => validation.styles[index] !== UNLEARNED,
  );
  const heldOut = random.shuffled(known).slice(0, MOST_SAMPLES);
  if (heldOut.length === 0) return 0;
  const members = dataset.styles.map((_, style) =>
    Array.from(train.styles.keys()).filter((index) => train.styles[index] === style),
  );
  const styles = heldOut.map((index) => validation.styles[index]!);
  const alike = styles.map((style) => random.choice(members[style]!));
  const draws = members.map((indices) => fitControlDraws(train, indices));
  const heads = await drawSamples(weights, shape, drawnConditions(styles, draws, layout, random), random);
  const real = packedSet(heldOut.map((index) => packHits(patternAt(validation, index))));
  const ceiling = fidelity(real, packedSet(alike.map((index) => packHits(patternAt(train, index)))));
  const { state } = random;
  const fits = (hitNoise: number): boolean => {
    // The same draws for every scale, so that they differ in the scale alone.
    const noised = { ...heads, hitLogits: heads.hitLogits.slice() };
    addHitNoise(noised.hitLogits, hitNoise, Random.fromState(state));
    const reading = { ...UNCALIBRATED, thresholds: calibrateThresholds(noised, train, alike) };
    const generated = packedSet(hardPatterns(noised, () => reading).map(packHits));
    const { coverage, precision } = fidelity(real, generated);
    return coverage >= LEAST_COVERAGE * ceiling.coverage && precision >= LEAST_PRECISION * ceiling.precision;
  };
  return HIT_NOISES.find(fits) ?? 0;
}

function drawnConditions(
  styles: readonly number[],
  draws: readonly ControlDraws[],
  layout: ConditionLayout,
  random: Random,
): Float32Array {
  const width = conditionSize(layout.styleCount);
  const conditions = new Float32Array(styles.length * width);
  styles.forEach((style, row) => {
    const normals = CONTROL_NAMES.map(() => random.normal());
    writeCondition(style, controlsFrom(normals, draws[style]!), layout, conditions, row * width);
  });
  return conditions;
}
