// manifest.json of a corpus: where its patterns come from, what was left out, counts and style profiles.
// Written by writing/build-corpus.ts and read by read-corpus.ts for training, evaluation and exploration.

import { z } from 'zod';
import { PROVENANCES, SPLITS } from './record';

export const CORPUS_SCHEMA_VERSION = 1;

const count = z.number().int().min(0);

const sourceSchema = z.object({
  name: z.string().min(1),
  licence: z.string().min(1),
  credit: z.string().min(1),
  url: z.string().optional(),
  provenance: z.enum(PROVENANCES),
  /** What was done to make patterns of it, one sentence per rule. */
  rules: z.array(z.string()),
});

const styleCountSchema = z.object({
  style: z.string(),
  split: z.enum(SPLITS),
  provenance: z.enum(PROVENANCES),
  windows: count,
});

/** How often each voice is hit on each 16th of the bar, in percent, over the training windows of a style. */
const profileSchema = z.object({
  style: z.string(),
  windows: count,
  hitsPerBar: z.number(),
  voices: z.record(
    z.string(),
    z.object({
      hitPercent: z.array(z.number()).length(16),
      /** Mean and standard deviation, 0–127. */
      velocity: z.tuple([z.number(), z.number()]),
      /** Mean and standard deviation, in 16th steps. */
      offset: z.tuple([z.number(), z.number()]),
    }),
  ),
});

/** A pattern that stands in several independent sources. */
const sharedPatternSchema = z.object({
  /** Its `hitKey`. */
  hits: z.string().regex(/^[0-9a-z]{1,7}(\.[0-9a-z]{1,7}){11}$/),
  sources: count,
});

export const manifestSchema = z.object({
  schemaVersion: z.literal(CORPUS_SCHEMA_VERSION),
  sources: z.array(sourceSchema),
  filesRead: count,
  filesSkipped: z.array(z.object({ file: z.string(), reason: z.string() })),
  /** 4/4 bars in the files read, up to the last hit. */
  bars: count,
  /** Counts of what else was left out, by reason. */
  dropped: z.record(z.string(), count),
  duplicates: z.object({
    withinSplit: count,
    acrossSplits: count,
  }),
  /** Absent in corpora of 0.1.0, and where there is none. */
  sharedPatterns: z.array(sharedPatternSchema).optional(),
  windows: count,
  windowsBySplit: z.record(z.enum(SPLITS), count),
  counts: z.array(styleCountSchema),
  profiles: z.array(profileSchema),
  shards: z.array(z.object({ file: z.string(), records: count, bytes: count, sha256: z.string() })),
  /** sha256 over the shards in order of their names: corpora with the same one hold the same patterns. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});

export type CorpusManifest = z.infer<typeof manifestSchema>;
export type SourceDescription = z.infer<typeof sourceSchema>;
export type SharedPattern = z.infer<typeof sharedPatternSchema>;
export type StyleCount = z.infer<typeof styleCountSchema>;
export type StyleProfile = z.infer<typeof profileSchema>;

export const MANIFEST_FILE = 'manifest.json';
export const SHARD_FOLDER = 'shards';
