// One line of a corpus shard: a two-bar pattern, its style and split, and where it comes from.
// Sources yield records and writing/ stores them; training, evaluation and exploration read them.

import { z } from 'zod';
import { UNIT_BARS, UNIT_STEPS } from '../rhythm/grid';
import { hitsOf, patternFromHits, type Pattern } from '../rhythm/pattern';
import { STYLE_NAME } from '../rhythm/style-name';
import { VOICE_COUNT } from '../rhythm/voices';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** How a pattern came to be: played by a person, heard out of audio, or put together from single-voice clips. */
export const PROVENANCES = ['human', 'transcribed', 'recombined'] as const;
export type Provenance = (typeof PROVENANCES)[number];

const placedHit = z.tuple([
  z
    .number()
    .int()
    .min(0)
    .max(UNIT_STEPS - 1),
  z
    .number()
    .int()
    .min(0)
    .max(VOICE_COUNT - 1),
  z.number().gt(0).max(1),
  z.number().min(-0.5).max(0.5),
]);

/** Plausible tempos for music. */
export const MIN_TEMPO_BPM = 20;
export const MAX_TEMPO_BPM = 400;

export const recordSchema = z.object({
  /** Source name, file and first bar: unique within a corpus. */
  id: z.string().min(1),
  /** As listed in the manifest. */
  source: z.string().min(1),
  /** What the split was made by: a file, an artist, or the clips that were put together. */
  group: z.string().min(1),
  split: z.enum(SPLITS),
  style: z.string().regex(STYLE_NAME),
  provenance: z.enum(PROVENANCES),
  tempoBpm: z.number().min(MIN_TEMPO_BPM).max(MAX_TEMPO_BPM),
  /** `[step, voice, velocity, offset]` by step and then by voice; velocity and offset to 3 decimals. */
  hits: z.array(placedHit).min(1),
});

export type CorpusRecord = z.infer<typeof recordSchema>;

export function patternOfRecord(record: CorpusRecord): Pattern {
  return patternFromHits(
    UNIT_BARS,
    record.hits.map(([step, voice, velocity, offset]) => ({ step, voice, velocity, offset })),
  );
}

/** The hits of a pattern as a record stores them, rounded so that equal rhythms give equal lines. */
export function recordHits(pattern: Pattern): CorpusRecord['hits'] {
  return hitsOf(pattern).map(({ step, voice, velocity, offset }) => [
    step,
    voice,
    round3(velocity),
    round3(offset),
  ]);
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
