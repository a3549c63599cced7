// Chooses how an exported generator is decoded: the scale of the hit noise and the power of the density
// ratio, tried in pairs on held-out patterns. Called by export-run.

import { LEAST_PATTERNS } from '../../evaluation/metrics/fidelity';
import { packedSet, type PackedSet } from '../../evaluation/metrics/neighbours';
import type { GeneratorShape } from '../../gan/generator';
import type { Weights } from '../../gan/weights';
import { CANDIDATES } from '../../model/candidate-count';
import { logDensityRatio, type DensityRatioNetwork } from '../../model/density-ratio';
import { readDensityRatio, writeDensityRatio } from '../../model/density-ratio-file';
import { addHitNoise, type Calibration } from '../../model/decoding';
import { UNIT_CELLS } from '../../rhythm/grid';
import { Random } from '../../rhythm/random';
import type { ConditionLayout } from '../data/batches';
import { calibrateStyles } from './calibrate-styles';
import type { Decoding } from '../sampling/generator-decoding';
import { chosenRows } from '../sampling/chosen-rows';
import { UNLEARNED, type Dataset } from '../data/dataset';
import { conditionDrawer, type DrawConditions } from '../sampling/drawn-conditions';
import { fitDensityRatio } from './fit-density-ratio';
import { cellsAt, packedCells, decodeCells, type HitDecoding } from './decode-cells';
import { CHOICES, createDecodingScorer } from './decoding-scorer';
import { drawSamples } from '../sampling/draw-samples';
import { calibrateThresholds, type HitSamples } from '../sampling/thresholds';

export interface DecodingInputs {
  readonly weights: Weights;
  readonly shape: GeneratorShape;
  readonly dataset: Dataset;
  readonly layout: ConditionLayout;
  /** Told how far the choice has come, 0–1; what it throws ends the choice. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** The scales of noise that are tried, see `addHitNoise`; at 0 the latent decides alone. */
const HIT_NOISES = [1.25, 1, 0.75, 0.5] as const;
/** The powers of the density ratio that are tried; at 0 candidates are taken as they come. */
const STRENGTHS = [0, 0.5, 1] as const;

const DECODING_SEED = 15_485_863;
const MOST_HELD_OUT = 2048;
/** Most generated patterns that a density-ratio network is trained on. */
const MOST_FREE_SAMPLES = 16_384;
/** With fewer samples, a style takes the thresholds of all styles together. */
const LEAST_OF_STYLE = 64;
const ROWS_AT_ONCE = 2048;

/**
 * Takes the pair that reaches most of the goals for coverage, recall and precision, if possible one whose rhythms are
 * no copies. Noise brings out the rarer strokes (recall rises), and too much of it leaves the style (coverage and
 * precision fall); the density ratio brings it back. With too few held-out patterns to choose by neither is used.
 *
 * Judged by rhythms as users ask for them: the style given, its controls drawn as they go together, one of the
 * candidates taken.
 */
export async function chooseDecoding(inputs: DecodingInputs): Promise<Decoding> {
  const { weights, shape, dataset, layout, onProgress } = inputs;
  const { validation } = dataset;
  const random = Random.fromSeed(DECODING_SEED);
  const calibrated = (hitNoise: number): Promise<Calibration[]> =>
    calibrateStyles(weights, shape, dataset, { layout, hitNoise });
  const known = Array.from(validation.styles.keys()).filter(
    (index) => validation.styles[index] !== UNLEARNED,
  );
  const heldOut = random.shuffled(known).slice(0, MOST_HELD_OUT);
  if (heldOut.length < LEAST_PATTERNS) return { calibrations: await calibrated(0) };

  const scorer = createDecodingScorer(dataset, heldOut, random);
  const styles = heldOut.map((index) => validation.styles[index]!);
  const conditions = conditionDrawer(dataset, layout);
  const freeSamples = await drawFreeSamples(inputs, conditions, random);
  const candidates = await drawHitLogits(inputs, conditions(styles, CANDIDATES, random), random);
  const ofCandidates = styles.flatMap((style) => new Array<number>(CANDIDATES).fill(style));

  const trials: Trial[] = [];
  onProgress?.(0);
  for (const [at, hitNoise] of HIT_NOISES.entries()) {
    const decoding = { hitNoise, thresholds: freeSamples.thresholdsAt(hitNoise) };
    const ratio = logDensityRatio(await freeSamples.densityRatioFor(decoding));
    const cells = decodeCells(candidates, ofCandidates, decoding, random);
    const logRatios = Float64Array.from(ofCandidates, (style, row) => ratio(cellsAt(cells, row), style));
    for (const strength of STRENGTHS) {
      const choices = Array.from({ length: CHOICES }, () =>
        packedSet(chosenRows(logRatios, strength, random).map((row) => packedCells(cells, row))),
      );
      trials.push({ hitNoise, strength, score: scorer.score(choices), sample: choices[0]! });
    }
    // A signal is only seen when the event loop turns.
    await new Promise(setImmediate);
    onProgress?.((at + 1) / (HIT_NOISES.length + 1));
  }
  trials.sort((a, b) => b.score - a.score);
  const { hitNoise, strength } = trials.find(({ sample }) => scorer.isOriginal(sample)) ?? trials[0]!;
  const calibrations = await calibrated(hitNoise);
  const thresholds = calibrations.map((calibration) => calibration.thresholds);
  const network = strength > 0 && (await freeSamples.densityRatioFor({ hitNoise, thresholds }));
  onProgress?.(1);
  return { calibrations, ...(network && { densityRatio: { network, strength } }) };
}

interface Trial {
  readonly hitNoise: number;
  readonly strength: number;
  readonly score: number;
  readonly sample: PackedSet;
}

/** Free samples in the styles of training patterns, by which thresholds are fitted and networks trained. */
interface FreeSamples {
  /** By style, so that the samples hit each voice as often as the style's training patterns. */
  thresholdsAt(hitNoise: number): number[][];
  /** A network that tells real patterns from the decoded samples, with its weights rounded as in its file. */
  densityRatioFor(decoding: HitDecoding): Promise<DensityRatioNetwork>;
}

async function drawFreeSamples(
  inputs: DecodingInputs,
  conditions: DrawConditions,
  random: Random,
): Promise<FreeSamples> {
  const { train, styles: names } = inputs.dataset;
  const indices = Array.from({ length: Math.min(train.count, MOST_FREE_SAMPLES) }, () =>
    random.integer(train.count),
  );
  const styles = indices.map((index) => train.styles[index]!);
  const logits = await drawHitLogits(inputs, conditions(styles, 1, random), random);
  return {
    thresholdsAt(hitNoise) {
      const noised = logits.slice();
      addHitNoise(noised, hitNoise, random);
      const of = (rows: readonly number[]): number[] =>
        calibrateThresholds(
          rowsOf(noised, rows),
          train,
          rows.map((row) => indices[row]!),
        );
      const all = of([...indices.keys()]);
      return names.map((_, style) => {
        const rows = [...indices.keys()].filter((row) => styles[row] === style);
        return rows.length < LEAST_OF_STYLE ? all : of(rows);
      });
    },
    async densityRatioFor(decoding) {
      const generated = decodeCells(logits, styles, decoding, random);
      const sides = { real: train, generated, styleCount: inputs.layout.styleCount };
      return readDensityRatio(writeDensityRatio(await fitDensityRatio(sides, random)));
    },
  };
}

function rowsOf(logits: Float32Array, rows: readonly number[]): HitSamples {
  const hitLogits = new Float32Array(rows.length * UNIT_CELLS);
  rows.forEach((row, at) => {
    hitLogits.set(logits.subarray(row * UNIT_CELLS, (row + 1) * UNIT_CELLS), at * UNIT_CELLS);
  });
  return { rows: rows.length, hitLogits };
}

/** Hit logits of free samples, one row per condition; the other heads are not kept. */
async function drawHitLogits(
  { weights, shape }: DecodingInputs,
  conditions: Float32Array,
  random: Random,
): Promise<Float32Array> {
  const width = shape.conditionSize;
  const rows = conditions.length / width;
  const logits = new Float32Array(rows * UNIT_CELLS);
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const some = conditions.subarray(from * width, (from + ROWS_AT_ONCE) * width);
    logits.set((await drawSamples(weights, shape, some, random)).hitLogits, from * UNIT_CELLS);
  }
  return logits;
}
