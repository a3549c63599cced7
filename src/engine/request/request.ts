// What a rhythm can be asked to be, its defaults, and the check of untrusted data against the model's card.
// The device's Node program and the scripts parse requests here; all of the engine works from the result.

import { z } from 'zod';
import type { ModelCard, ModelStyle } from '../../model/card';
import { BAR_CHOICES, type BarChoice } from '../../rhythm/grid';
import type { Pattern } from '../../rhythm/pattern';
import { VOICE_COUNT, type VoiceId } from '../../rhythm/voices';
import { patternSchema, voiceName } from './patterns';

export type VoiceName = VoiceId;

/** Latents further out than this were never trained on. */
export const MAX_TEMPERATURE = 2;

/** How full the last bar of four and eight bars is unless asked: a pick-up that one hears without listening for it. */
const DEFAULT_FILL = 0.4;

const amount = z.number().min(0).max(1);

const requestSchema = z.strictObject({
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  style: z.string(),
  bars: z.literal(BAR_CHOICES).default(4),
  density: amount.optional(),
  syncopation: amount.optional(),
  hatOpenness: amount.optional(),
  energy: amount.optional(),
  variation: amount.default(0.4),
  swing: amount.optional(),
  humanise: amount.default(0.5),
  temperature: z.number().min(0).max(MAX_TEMPERATURE).default(1),
  styleStrength: amount.default(1),
  fill: amount.default(DEFAULT_FILL),
  locks: z
    .strictObject({
      voices: z
        .array(voiceName)
        .min(1, { error: 'must name at least one voice' })
        .max(VOICE_COUNT)
        .transform((voices): readonly VoiceName[] => [...new Set(voices)]),
      pattern: patternSchema,
    })
    .optional(),
  like: z.strictObject({ pattern: patternSchema }).optional(),
  allowCopies: z.boolean().optional(),
  mayOmitParts: z.boolean().optional(),
});

/** What a rhythm is asked to be. The same model and request give the same rhythm, bit for bit. */
export interface GenerationRequest {
  readonly seed: number;
  /** Name of a style in the model's card. */
  readonly style: string;
  readonly bars: BarChoice;
  /** 0 sparse … 1 busy within the style; drawn from the style's own range when absent. */
  readonly density?: number;
  /** 0 on the beat … 1 as syncopated as the style gets; drawn when absent. See `syncopationPerHit`. */
  readonly syncopation?: number;
  /** 0 the hats closed … 1 as open as the style has them; drawn when absent. See `hatOpenness`. */
  readonly hatOpenness?: number;
  /** 0 light … 1 driving within the style: how hard its beats are hit; drawn when absent. See `beatEnergy`. */
  readonly energy?: number;
  /**
   * How far later phrases depart from the first: 0 repeats it, 1 replaces its second half. With `like`, how far the
   * rhythm itself departs from the pattern: 0 is the pattern as the model recovers it.
   */
  readonly variation: number;
  /** 0 straight … 1 a full triplet; as the model plays it when absent. */
  readonly swing?: number;
  /** 0 a machine, ½ as the model plays it, 1 loose. */
  readonly humanise: number;
  /** Scale of the latent: 0 the safest rhythm of the style, 1 as trained, up to 2. */
  readonly temperature: number;
  /** How much the style counts: 1 the style, 0 any style. */
  readonly styleStrength: number;
  /** How full the last bar of four and eight bars is: 0 no fill … 1 a whole bar of it. */
  readonly fill: number;
  /** Voices that stay exactly as they are in a pattern, which is repeated as often as it fits; the rest is made to fit. */
  readonly locks?: { readonly voices: readonly VoiceName[]; readonly pattern: Pattern };
  readonly like?: { readonly pattern: Pattern };
  /** Whether a rhythm may hit exactly the cells of one that the model learned from; not unless asked. */
  readonly allowCopies?: boolean;
  /**
   * Whether kick, backbeat or hats may be missing as often as they are in the style; without it, a part that nine tenths of
   * the style's rhythms have is always there.
   */
  readonly mayOmitParts?: boolean;
}

/** A request from untrusted data, defaults filled in. @throws Error with one sentence that says what does not fit. */
export function parseRequest(data: unknown, card: ModelCard): GenerationRequest {
  const result = requestSchema.safeParse(data);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`The request is not valid: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
  }
  styleOf(result.data.style, card);
  return withoutGaps(result.data);
}

type Given<Words> = {
  [Name in keyof Words as undefined extends Words[Name] ? never : Name]: Words[Name];
} & {
  [Name in keyof Words as undefined extends Words[Name] ? Name : never]?: Exclude<Words[Name], undefined>;
};

/** Drops what was given as undefined. */
function withoutGaps<Words extends object>(words: Words): Given<Words> {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as Given<Words>;
}

/** The style of a card by name, with its place in the condition vector. @throws Error that lists the styles there are. */
export function styleOf(
  name: string,
  card: ModelCard,
): { readonly index: number; readonly style: ModelStyle } {
  const index = card.styles.findIndex((style) => style.name === name);
  const style = card.styles[index];
  if (!style) {
    const names = card.styles.map((known) => known.name).join(', ');
    throw new Error(`The model ${card.name} has no style "${name}"; it has ${names}.`);
  }
  return { index, style };
}
