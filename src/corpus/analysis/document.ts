// The analysis document: a track as a program heard it, in the shape of Spotify's audio analysis, with drums
// added. audio/ makes documents, a pull fetches them; analysis/, the sources and exploration read them.

import { z } from 'zod';
import { VOICE_IDS } from '../../rhythm/voices';

/**
 * Times are seconds from the start of the file, loudness is dB below full scale, confidence is 0–1. What is
 * not needed to make a rhythm may be missing, and keys that are not listed are kept as they are.
 */
export const analysisSchema = z.looseObject({
  meta: z.looseObject({}).optional(),
  track: z.looseObject({
    duration: z.number().gt(0),
    num_samples: z.number().int().min(0).optional(),
    tempo: z.number().min(0).max(1000),
    tempo_confidence: confidence().optional(),
    time_signature: z.number().int().min(0).max(16).optional(),
    time_signature_confidence: confidence().optional(),
    /** Pitch class from C = 0; −1 where none was found. */
    key: z.number().int().min(-1).max(11).optional(),
    key_confidence: confidence().optional(),
    /** 1 major, 0 minor. */
    mode: z.number().int().min(-1).max(1).optional(),
    mode_confidence: confidence().optional(),
    loudness: z.number().optional(),
    /** Onsets per frequency band, low to high: see rhythmstring.ts. */
    rhythmstring: z.string().optional(),
    rhythm_version: z.number().optional(),
  }),
  bars: z.array(interval()),
  beats: z.array(interval()),
  tatums: z.array(interval()),
  sections: z.array(
    interval().extend({
      loudness: z.number(),
      tempo: z.number(),
      tempo_confidence: confidence().optional(),
      key: z.number().int().min(-1).max(11).optional(),
      key_confidence: confidence().optional(),
      mode: z.number().int().min(-1).max(1).optional(),
      mode_confidence: confidence().optional(),
      time_signature: z.number().int().min(0).max(16).optional(),
      time_signature_confidence: confidence().optional(),
    }),
  ),
  /** Contiguous stretches of steady sound, each begun by an onset. */
  segments: z.array(
    interval().extend({
      loudness_start: z.number(),
      /** Seconds from the segment's start to its loudest moment. */
      loudness_max_time: z.number().min(0),
      loudness_max: z.number(),
      loudness_end: z.number().optional(),
      pitches: z.array(z.number()).length(12),
      timbre: z.array(z.number()).length(12),
    }),
  ),
  /**
   * Ours, not Spotify's: the drums as told apart in the sound itself. Where they are missing, bands and
   * segments have to do.
   */
  drums: z
    .array(
      z.object({
        start: z.number().min(0),
        voice: z.enum(VOICE_IDS),
        /** Loudness against the loudest hit of that voice, dB, at most 0. */
        level: z.number().max(0),
        confidence: confidence(),
      }),
    )
    .optional(),
});

export type Analysis = z.infer<typeof analysisSchema>;
export type TimeInterval = Analysis['beats'][number];
export type Segment = Analysis['segments'][number];
export type DrumHit = NonNullable<Analysis['drums']>[number];

/** Documents of three minutes have 0.6 MB; this is several hours of music. */
export const MAX_ANALYSIS_BYTES = 64_000_000;

/** The message is a sentence for the user. */
export class AnalysisError extends Error {
  override readonly name = 'AnalysisError';
}

/** @throws AnalysisError that says what is missing or does not fit together */
export function parseAnalysis(text: string): Analysis {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AnalysisError('It is not JSON.', { cause });
  }
  return checkAnalysis(value);
}

/** Checks the keys and that they agree. @throws AnalysisError as {@link parseAnalysis} */
export function checkAnalysis(value: unknown): Analysis {
  const parsed = analysisSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') ?? '';
    throw new AnalysisError(
      `It is no audio analysis: ${place === '' ? '' : `${place}: `}${issue?.message ?? 'unknown form'}.`,
    );
  }
  for (const name of ['bars', 'beats', 'tatums', 'sections', 'segments'] as const) {
    checkOrder(name, parsed.data[name], parsed.data.track.duration);
  }
  return parsed.data;
}

/** How far past the end of the file a time may lie, in seconds: analysers round. */
export const END_TOLERANCE_SECONDS = 1;

function checkOrder(name: string, intervals: readonly TimeInterval[], duration: number): void {
  let last = -1;
  for (const { start } of intervals) {
    if (start <= last) throw new AnalysisError(`Its keys contradict each other: ${name} are not in order.`);
    if (start > duration + END_TOLERANCE_SECONDS) {
      throw new AnalysisError(
        `Its keys contradict each other: ${name} go on at ${start} s, past a duration of ${duration} s.`,
      );
    }
    last = start;
  }
}

function confidence(): z.ZodNumber {
  return z.number().min(0).max(1);
}

function interval() {
  return z.looseObject({ start: z.number().min(0), duration: z.number().min(0), confidence: confidence() });
}
