// Reads a catalogue of drum clips, each for one group of drums, from catalog.json or an archive with it.
// Called by clips-source.ts; the rest of clips/ works on what it returns.

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { STEPS_PER_BAR, beatsToSteps } from '../../rhythm/grid';
import { reasonOf } from '../../files/reason';
import { readArchive } from '../archives/archive';

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

const MAX_CATALOG_BYTES = 64_000_000;

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
  const text = /\.json$/i.test(file) ? await readJsonFile(file) : await readFromArchive(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`The clip catalogue in ${file} is not JSON.`, { cause });
  }
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

async function readJsonFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(`Could not read ${file}: ${reasonOf(cause)}.`, { cause });
  }
}

async function readFromArchive(file: string): Promise<string> {
  const limits = {
    wanted: (name: string) => /(^|\/)catalog\.json$/.test(name),
    maxEntryBytes: MAX_CATALOG_BYTES,
    maxTotalBytes: 2 * MAX_CATALOG_BYTES,
  };
  for await (const { name, content, reason } of readArchive(file, limits)) {
    if (content) return new TextDecoder().decode(content);
    throw new Error(`Could not read ${name} in ${file}. ${reason ?? ''}`.trimEnd());
  }
  throw new Error(`${file} contains no catalog.json.`);
}
