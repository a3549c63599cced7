// card.json: what programs need to know about a model beside its weights. Written by training's export; the
// engine, the device's build and the scripts read it.

import { z } from 'zod';
import { CONDITION_NAMES } from '../rhythm/condition-values';
import { CORE_PARTS } from '../rhythm/description';
import { UNIT_STEPS } from '../rhythm/grid';
import { STYLE_NAME } from '../rhythm/style-name';
import { VOICE_IDS } from '../rhythm/voices';
import { KNOT_SCORES, type ControlDraws } from './control-draws';
import { conditionSize, type ControlScales } from './inputs';
import { CALIBRATION_GROUPS, type Calibration } from './decoding';

const fraction = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const scale = z.object({ mean: z.number(), standardDeviation: z.number().positive() });
const controlScales = z.object({
  density: scale,
  offBeatWeight: scale,
  swing: scale,
  velocitySpread: scale,
}) satisfies z.ZodType<ControlScales>;

const controlDraws = z.object({
  quantiles: z
    .array(z.array(z.number()).length(KNOT_SCORES.length).readonly())
    .length(CONDITION_NAMES.length)
    .readonly(),
  factor: z.array(z.array(z.number()).readonly()).length(CONDITION_NAMES.length).readonly(),
}) satisfies z.ZodType<ControlDraws>;

const fits = z
  .array(z.object({ scale: z.number(), shift: z.number() }))
  .length(CALIBRATION_GROUPS)
  .readonly();
const calibration = z.object({
  hitNoise: z.number().nonnegative(),
  thresholds: z.array(fraction).length(VOICE_IDS.length).readonly(),
  velocity: fits,
  offset: fits,
}) satisfies z.ZodType<Calibration>;

const style = z.object({
  name: z.string().regex(STYLE_NAME),
  /** Tempo that rhythms of this style are written at unless another is asked for. */
  tempoBpm: z.number().min(20).max(400),
  trainingPatterns: count,
  /** The controls over the style's own training patterns. */
  controls: controlScales,
  /** The same controls as they go together: where a request that asks for nothing gets them from. */
  controlDraws,
  /** The parts that nearly all training patterns of the style have. */
  coreParts: z.array(z.enum(CORE_PARTS)),
  /**
   * Names of those rules of the style, see `rulesOf`, that most of its training patterns keep: what a rhythm is held to.
   * Absent from cards of 0.1.0.
   */
  keptRules: z.array(z.string()).optional(),
  calibration,
});

const source = z.object({
  name: z.string(),
  licence: z.string(),
  credit: z.string(),
  provenance: z.enum(['human', 'transcribed', 'recombined']),
  share: fraction,
});

/** What is nobody's, and so no copy even if a training pattern has it; absent where every one of them counts. */
const commonplace = z.object({
  /** With so many hits beside those that all popular music shares, a rhythm is still too plain to be anyone's. */
  mostOwnHits: count,
  /** A pattern that stands in so many independent sources is common to them. */
  leastSources: count.positive(),
  /** Training patterns that are left out of the index for either reason. */
  patterns: count,
});

/** What is written. Increase when old readers would misread the new form, and go on reading the old ones. */
export const CARD_SCHEMA_VERSION = 3;
/** What is read, all into one form: 3 is 2 with the rules of each style and what is commonplace in `originality`. */
const READ_VERSIONS = [2, CARD_SCHEMA_VERSION] as const;

export const modelCardSchema = z
  .object({
    schemaVersion: z.literal(READ_VERSIONS),
    name: z.string().min(1),
    /** sha256 of weights.bin. */
    weightsSha256: sha256,
    /** sha256 of model.json. */
    topologySha256: sha256,
    voices: z.array(z.string()),
    steps: z.number().int(),
    latentSize: z.number().int().positive(),
    parameters: count,
    styles: z.array(style).min(1),
    /** Mean and deviation by which the four controls are turned into z-scores. */
    controlScales,
    corpus: z.object({ patterns: count, sources: z.array(source) }),
    training: z.record(z.string(), z.unknown()),
    metrics: z.record(z.string(), z.unknown()),
    /** The index of its training patterns in originality.bin; a model without one cannot tell a copy. */
    originality: z
      .object({ sha256, patterns: count.positive(), commonplace: commonplace.optional() })
      .optional(),
    /**
     * The network in density-ratio.bin by which one of a request's candidates is drawn: by how much likelier each is among
     * real rhythms than among generated ones, to the power of `strength`.
     */
    densityRatio: z.object({ sha256, strength: z.number().nonnegative() }).optional(),
  })
  .superRefine((card, context) => {
    const complain = (message: string): void => {
      context.addIssue({ code: 'custom', message });
    };
    if (card.voices.join() !== VOICE_IDS.join()) complain(`its voices are not ${VOICE_IDS.join(', ')}`);
    if (card.steps !== UNIT_STEPS) complain(`it has ${card.steps} steps, not ${UNIT_STEPS}`);
    if (new Set(card.styles.map(({ name }) => name)).size !== card.styles.length)
      complain('a style is listed twice');
  });

export type ModelCard = z.infer<typeof modelCardSchema>;
export type ModelStyle = ModelCard['styles'][number];

/** Whether 0.1.0 made a model: it then plays as it did, since texts of its rhythms are still pasted. */
export function isOfSchema2({ schemaVersion }: Pick<ModelCard, 'schemaVersion'>): boolean {
  return schemaVersion === 2;
}

export function conditionSizeOf(card: ModelCard): number {
  return conditionSize(card.styles.length);
}

/** A card from parsed JSON, of any version that is read. @throws Error that says what does not fit, and the remedy. */
export function parseCard(json: unknown, file: string): ModelCard {
  const version = versionIn(json);
  if (version !== undefined && version > CARD_SCHEMA_VERSION) {
    throw new Error(
      `${file} is not a model card of this version: it was made by a later Fourfloor ` +
        `(version ${version}; this one reads up to ${CARD_SCHEMA_VERSION}). Update Fourfloor to use this model.`,
    );
  }
  const result = modelCardSchema.safeParse(json);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const where = first && first.path.length > 0 ? `${first.path.join('.')}: ` : '';
  throw new Error(
    `${file} is not a model card of this version (${where}${first?.message ?? 'unreadable'}). Export the model again.`,
  );
}

function versionIn(json: unknown): number | undefined {
  const read = z.object({ schemaVersion: z.number() }).safeParse(json);
  return read.success ? read.data.schemaVersion : undefined;
}
