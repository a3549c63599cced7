// What the page of a model reads out of its card's metrics. Used by model-readme.ts and readme-words.ts.

import { z } from 'zod';
import type { ModelCard } from '../../model/card';

const character = z.object({
  fourOnTheFloor: z.number(),
  backbeat: z.number(),
  offBeatHats: z.number(),
  density: z.number(),
  swing: z.number(),
  velocityMean: z.number(),
  offsetSpreadSteps: z.number(),
});

/** Null where there were too few patterns to take it. */
const measured = z.number().nullable();

const scores = z.object({
  coverage: measured,
  recall: measured,
  precision: measured,
  distinct: z.number(),
  copies: z.number(),
  dataCopying: z.number(),
  marginalError: z.number(),
});

/** What the figures of a card are taken over. */
const measuredAgainst = z.object({
  /** Training patterns where too few are held out. */
  split: z.enum(['validation', 'train']),
  patterns: z.number(),
  /** Files, or combinations of clips, that the patterns of the split are from. */
  groups: z.number(),
  /** Validation patterns in all. */
  heldOut: z.number(),
});

const metricsSchema = scores.extend({
  ceiling: scores,
  floor: scores,
  byStyle: z.record(z.string(), z.object({ patterns: z.number(), generated: character, heldOut: character })),
  /** Cards of 0.1.0 do not have it; the model that shipped was measured on the largest sample. */
  measuredAgainst: measuredAgainst.optional(),
});

export type Character = z.infer<typeof character>;
export type MeasuredAgainst = z.infer<typeof measuredAgainst>;
export type Scores = z.infer<typeof scores>;
export type Metrics = z.infer<typeof metricsSchema>;

/** @throws Error when the card carries no evaluation */
export function readMetrics(card: ModelCard): Metrics {
  return metricsSchema.parse(card.metrics);
}
