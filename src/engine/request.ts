import { z } from 'zod';
import type { ModelCard, ModelStyle } from '../model/card';
import { BAR_CHOICES, type BarChoice } from '../rhythm/grid';

/** Latents further out than this were never trained on. */
export const MAX_TEMPERATURE = 2;

const amount = z.number().min(0).max(1);

const requestSchema = z.strictObject({
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  style: z.string(),
  bars: z.literal(BAR_CHOICES).default(4),
  density: amount.optional(),
  variation: amount.default(0.4),
  swing: amount.optional(),
  humanise: amount.default(0.5),
  temperature: z.number().min(0).max(MAX_TEMPERATURE).default(1),
  allowCopies: z.boolean().optional(),
});

/** What a rhythm is asked to be. The same model and request give the same rhythm, bit for bit. */
export interface GenerationRequest {
  readonly seed: number;
  /** Name of a style in the model's card. */
  readonly style: string;
  readonly bars: BarChoice;
  /** 0 sparse … 1 busy within the style; drawn from the style's own range when absent. */
  readonly density?: number;
  /** How far later phrases depart from the first: 0 repeats it, 1 makes its second half anew. */
  readonly variation: number;
  /** 0 straight … 1 a full triplet; as the model plays it when absent. */
  readonly swing?: number;
  /** 0 a machine, ½ as the model plays it, 1 loose. */
  readonly humanise: number;
  /** Scale of the latent: 0 the safest rhythm of the style, 1 as trained, up to 2. */
  readonly temperature: number;
  /** Whether a rhythm may hit exactly the cells of one that the model learned from; not unless asked. */
  readonly allowCopies?: boolean;
}

/** A request from untrusted data, defaults filled in. @throws Error with one sentence that says what does not fit. */
export function parseRequest(data: unknown, card: ModelCard): GenerationRequest {
  const result = requestSchema.safeParse(data);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`The request does not fit: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
  }
  const { density, swing, allowCopies, ...request } = result.data;
  styleOf(request.style, card);
  return {
    ...request,
    ...(density === undefined ? {} : { density }),
    ...(swing === undefined ? {} : { swing }),
    ...(allowCopies === undefined ? {} : { allowCopies }),
  };
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
    throw new Error(`The model ${card.name} knows no style "${name}"; it knows ${names}.`);
  }
  return { index, style };
}
