// How a request spells patterns and voices, as zod schemas.
// `request` is built from them.

import { z } from 'zod';
import { CELLS_PER_BAR, CHANNEL_COUNT, STEPS_PER_BAR } from '../../rhythm/grid';
import { type Pattern, patternFromHits } from '../../rhythm/pattern';
import { VOICE_COUNT, VOICE_IDS, type VoiceId, voiceIndex } from '../../rhythm/voices';

/** The longest pattern that a request may bring. */
const MOST_BARS = 64;
/** Of a hit that comes without a velocity. */
const PLAIN_VELOCITY = 0.8;

const bars = z.number().int().min(1).max(MOST_BARS);

export const voiceName = z.literal(VOICE_IDS as readonly [VoiceId, ...VoiceId[]]);

const voice = z.union([
  z
    .number()
    .int()
    .min(0)
    .max(VOICE_COUNT - 1),
  voiceName.transform(voiceIndex),
]);

const hitList = z
  .strictObject({
    bars,
    hits: z.array(
      z.strictObject({
        step: z.number().int().min(0),
        voice,
        velocity: z.number().min(0).max(1).default(PLAIN_VELOCITY),
        offset: z.number().min(-0.5).max(0.5).default(0),
      }),
    ),
  })
  .refine((list) => list.hits.every(({ step }) => step < list.bars * STEPS_PER_BAR), {
    error: 'has a hit after the last bar',
  })
  .transform((list): Pattern => patternFromHits(list.bars, list.hits));

const patternValue = z.custom<Pattern>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'bars' in value &&
    bars.safeParse(value.bars).success &&
    'cells' in value &&
    value.cells instanceof Float32Array &&
    value.cells.length === (value.bars as number) * CELLS_PER_BAR * CHANNEL_COUNT,
  { error: 'must be a pattern, or its bars and hits' },
);

/** A pattern: a value of the domain as it is, or `{bars, hits: [{step, voice, velocity?, offset?}]}` from JSON. */
export const patternSchema = z.union([patternValue, hitList], {
  error: 'must be a pattern, or its bars and hits',
});
