// What the same latents become over a run, so that training.html shows rhythms form: which rows of an
// evaluation to follow, which snapshots to keep, and their packed form. Used by the follower, the checkpoint
// and the page.

import { z } from 'zod';
import { UNIT_BARS, UNIT_CELLS, cellIndex } from '../rhythm/grid';
import { hitsOf, patternFromHits, type Pattern } from '../rhythm/pattern';
import { VOICE_COUNT } from '../rhythm/voices';
import type { EvaluationRow, Snapshot } from './run-history';

/** Patterns of a snapshot: what fits side by side on the page of a run. */
export const SNAPSHOT_PATTERNS = 4;
/** Evaluations whose snapshots are kept beside the latest, however long a run lasts. */
const KEPT_SNAPSHOTS = 8;

/** Which rows of an evaluation to follow: the first of each condition, then the first others. */
export function followedRows(conditions: readonly string[]): number[] {
  const rows = [...conditions.keys()];
  const first = rows.filter((row) => conditions.indexOf(conditions[row]!) === row);
  const others = rows.filter((row) => !first.includes(row));
  return [...first, ...others].slice(0, SNAPSHOT_PATTERNS);
}

/**
 * The snapshots to keep after one more evaluation, which is the last row of `evaluations`: the first, the latest, and
 * evenly spread ones between. They are a power of two evaluations apart, so that no call needs one that an earlier call
 * has dropped, and a resumed run keeps the same ones.
 */
export function keepSpread(
  snapshots: readonly Snapshot[],
  latest: Snapshot,
  evaluations: readonly EvaluationRow[],
): Snapshot[] {
  let every = 1;
  while (evaluations.length > KEPT_SNAPSHOTS * every) every *= 2;
  const spread = new Set(evaluations.filter((_, index) => index % every === 0).map(({ step }) => step));
  return [...snapshots.filter(({ step }) => spread.has(step)), latest];
}

const BYTES_PER_HIT = 4;

/** A two-bar pattern in four bytes a hit (cell, velocity in 255ths, offset in 254ths of a step), as base64. */
export function packPattern(pattern: Pattern): string {
  const hits = hitsOf(pattern);
  const bytes = Buffer.alloc(hits.length * BYTES_PER_HIT);
  hits.forEach(({ step, voice, velocity, offset }, index) => {
    const at = index * BYTES_PER_HIT;
    bytes.writeUInt16LE(cellIndex(step, voice), at);
    bytes.writeUInt8(Math.round(255 * velocity), at + 2);
    bytes.writeInt8(Math.round(254 * offset), at + 3);
  });
  return bytes.toString('base64');
}

/** The pattern that {@link packPattern} packed. @throws RangeError for a hit outside the grid */
export function unpackPattern(text: string): Pattern {
  const bytes = Buffer.from(text, 'base64');
  const hits = Array.from({ length: Math.floor(bytes.length / BYTES_PER_HIT) }, (_, index) => {
    const at = index * BYTES_PER_HIT;
    const cell = bytes.readUInt16LE(at);
    return {
      step: Math.floor(cell / VOICE_COUNT),
      voice: cell % VOICE_COUNT,
      velocity: bytes.readUInt8(at + 2) / 255,
      offset: bytes.readInt8(at + 3) / 254,
    };
  });
  return patternFromHits(UNIT_BARS, hits);
}

/** The form of a snapshot in a checkpoint. */
export const snapshotSchema = z.object({
  step: z.number(),
  patterns: z.array(z.base64().refine(isPacked, 'a packed pattern')),
}) satisfies z.ZodType<Snapshot>;

function isPacked(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % BYTES_PER_HIT !== 0) return false;
  for (let at = 0; at < bytes.length; at += BYTES_PER_HIT)
    if (bytes.readUInt16LE(at) >= UNIT_CELLS) return false;
  return true;
}
