// Reads a catalogue of drum clips, each for one group of drums, from catalog.json or an archive with it.
// Called by clips-source.ts; the rest of clips/ works on what it returns.

import { z } from 'zod';
import { STEPS_PER_BAR, beatsToSteps } from '../../rhythm/grid';
import { readJsonDocument } from '../archives/document';

export const CLIP_GROUPS = ['Kick', 'Snare', 'Hats', 'Toms', 'Perc'] as const;
export type ClipGroup = (typeof CLIP_GROUPS)[number];

/** A hit of a clip: 16th step from its start, the catalogue's name of the sound, velocity 1–127. */
export interface ClipHit {
  readonly step: number;
  readonly sound: string;
  readonly velocity: number;
}

/** One to sixteen bars for one group of drums. */
export interface Clip {
  readonly id: string;
  readonly group: ClipGroup;
  readonly bars: number;
  readonly collection: string;
  readonly genres: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly hits: readonly ClipHit[];
}

const catalogSchema = z.object({
  entries: z.array(
    z.object({
      id: z.string().min(1),
      group: z.enum(CLIP_GROUPS),
      bars: z.number().int().min(1).max(16),
      collection: z.string(),
      applicableGenres: z.array(z.string()),
      tags: z.array(z.string()),
      hits: z.array(
        z.object({ time: z.number().min(0), sound: z.string(), velocity: z.number().min(1).max(127) }),
      ),
    }),
  ),
});

/** @throws Error with a sentence when the file cannot be read or is not a catalogue */
export async function readCatalog(file: string): Promise<Clip[]> {
  const json = await readJsonDocument(file, 'catalog.json', 'The clip catalogue');
  const parsed = catalogSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `${file} is not a clip catalogue: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
    );
  }
  return parsed.data.entries.map(({ applicableGenres, tags, hits, ...clip }) => ({
    ...clip,
    genres: new Set(applicableGenres),
    tags: new Set(tags),
    hits: hits
      .map(({ time, sound, velocity }) => ({ step: Math.round(beatsToSteps(time)), sound, velocity }))
      .filter(({ step }) => step < clip.bars * STEPS_PER_BAR),
  }));
}
