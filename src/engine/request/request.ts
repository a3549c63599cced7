// What a rhythm can be asked to be, and the check of untrusted data against the model's card. Its values with
// their bounds and defaults come from request-values.ts. The device's Node program and the scripts parse
// requests here; all of the engine works from the result.

import { z } from 'zod';
import type { ModelCard, ModelStyle } from '../../model/card';
import { BAR_CHOICES, type BarChoice } from '../../rhythm/grid';
import type { Pattern } from '../../rhythm/pattern';
import { VOICE_COUNT, type VoiceId } from '../../rhythm/voices';
import { patternSchema, voiceName } from './patterns';
import { LISTED_NAMES, REQUEST_VALUES, type RequestedValues, type ValueName } from './request-values';

export type VoiceName = VoiceId;

/** Of each value a schema, typed by whether a request may leave it open. */
type ValueSchemas = {
  readonly [Name in ValueName]: (typeof REQUEST_VALUES)[Name]['default'] extends number
    ? z.ZodDefault<z.ZodNumber>
    : z.ZodOptional<z.ZodNumber>;
};

const valueSchemas = Object.fromEntries(
  LISTED_NAMES.map((name) => {
    const { most, default: unlessAsked } = REQUEST_VALUES[name];
    const value = z.number().min(0).max(most);
    return [name, typeof unlessAsked === 'number' ? value.default(unlessAsked) : value.optional()];
  }),
) as ValueSchemas;

/** Typed so that the compiler reports a key that is not checked. */
const requestSchema = z.strictObject({
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  style: z.string(),
  bars: z.literal(BAR_CHOICES).default(4),
  ...valueSchemas,
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
} satisfies Readonly<Record<keyof GenerationRequest, z.ZodType>>);

/**
 * What a rhythm is asked to be, by the values of `REQUEST_VALUES` among others. The same model and request give the same
 * rhythm, bit for bit.
 */
export interface GenerationRequest extends RequestedValues {
  readonly seed: number;
  /** Name of a style in the model's card. */
  readonly style: string;
  readonly bars: BarChoice;
  /** Voices that stay exactly as they are in a pattern, which is repeated as often as it fits; the rest is made to fit. */
  readonly locks?: { readonly voices: readonly VoiceName[]; readonly pattern: Pattern };
  readonly like?: { readonly pattern: Pattern };
  /** Whether a rhythm may hit exactly the cells of one that the model learned from; not unless asked. */
  readonly allowCopies?: boolean;
  /**
   * Whether rules of the style may be broken, and kick, snare or clap, or hats be missing, as often as in what was learned
   * from; without it, the style's rules are kept (see `styleCheckOf`) and a part that nine tenths of
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

type Given<Data> = {
  [Name in keyof Data as undefined extends Data[Name] ? never : Name]: Data[Name];
} & {
  [Name in keyof Data as undefined extends Data[Name] ? Name : never]?: Exclude<Data[Name], undefined>;
};

/** Drops what was given as undefined. */
function withoutGaps<Data extends object>(data: Data): Given<Data> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Given<Data>;
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
