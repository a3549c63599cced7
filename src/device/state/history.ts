// The takes that Previous and Next walk through: adding, replacing, naming and forgetting them. live/ changes
// the history, state.ts saves it and the grid shows it.
// Nothing is changed in place: state.ts and packed-notes.ts cache the saved form of each take and notes list.

import { styleLabel } from '../controls/style-label';
import { fitted, sameNotes, type ClipNote, type Region } from '../notes/clip-notes';
import type { WireRhythm } from '../protocol/payloads';

/**
 * Where a take's notes come from: the model, a clip of the user's, the user's pen in the grid (or a pasted text of
 * hits), or a place between the corners of the morph pad. `found` notes are the user's own, so they are the last to be
 * forgotten.
 */
export type TakeOrigin = 'generated' | 'found' | 'drawn' | 'morphed';

/** What a region of a clip held, or was meant to hold, at one time. */
export interface Take {
  readonly origin: TakeOrigin;
  readonly notes: readonly ClipNote[];
  readonly region: Region;
  /** Seed and style of the generated rhythm, also of one that was drawn on; 0 and empty when there was none. */
  readonly seed: number;
  readonly style: string;
  /** Its place among related variations, 0 for A; −1 for a single rhythm. */
  readonly part: number;
  /** The rhythm before kit, mutes and loudness; undefined for found notes and for takes of state version 1. */
  readonly rhythm?: WireRhythm;
  /** The text that makes it again from seed and settings (see share-text.ts); empty when they do not suffice. */
  readonly recipe: string;
  readonly isStarred: boolean;
  /**
   * Of notes without a rhythm, the voices that the user has set since they came into the grid: only these are muted and
   * scaled in a clip, while `notes` stay as they were written.
   */
  readonly voicesSet?: readonly number[];
}

/** Takes in the order of Previous and Next; `position` is the current one, −1 for none. */
export interface History {
  readonly takes: readonly Take[];
  readonly position: number;
}

export const EMPTY_HISTORY: History = { takes: [], position: -1 };

/** Limits, because the Set carries the history in every save. */
export const MAX_TAKES = 100;
export const MAX_NOTES = 20_000;

/** More stars would leave the other takes no room to come and go. */
export const MAX_STARS = 60;

/** How many pen strokes in a row are kept one by one. */
const MAX_STROKES = 16;

/** Adds a take after the current one, so that Previous leads back to what it replaced. */
export function withTake(history: History, take: Take): History {
  const at = history.position + 1;
  const takes = [...history.takes.slice(0, at), take, ...history.takes.slice(at)];
  return bounded({ takes, position: at });
}

/** Adds a pen stroke; of a long run the oldest goes unless starred, so that drawing does not flood the history. */
export function withStroke(history: History, take: Take): History {
  const added = withTake(history, take);
  let first = added.position;
  while (added.takes[first - 1]?.origin === 'drawn') first--;
  if (added.position - first < MAX_STROKES || added.takes[first]?.isStarred) return added;
  return { takes: added.takes.filter((_, index) => index !== first), position: added.position - 1 };
}

/** Replaces the current take. */
export function withCurrent(history: History, take: Take): History {
  return {
    ...history,
    takes: history.takes.map((each, index) => (index === history.position ? take : each)),
  };
}

/**
 * Adds what a region of a clip holds now, unless a take holds exactly that or the device wrote it there itself.
 * @param lastWritten the notes that the device wrote last into that clip
 */
export function withFound(
  history: History,
  notes: readonly ClipNote[],
  {
    region,
    lastWritten,
  }: { readonly region: Region; readonly lastWritten?: readonly ClipNote[] | undefined },
): History {
  if (lastWritten && sameNotes(lastWritten, notes)) return history;
  const isKept = history.takes.some((take) => sameNotes(fitted(take.notes, take.region, region), notes));
  return isKept ? history : withTake(history, { ...FOUND, notes, region });
}

const FOUND = { origin: 'found', seed: 0, style: '', part: -1, recipe: '', isStarred: false } as const;

/** Moves to the take at a position; undefined when there is none. */
export function movedTo(history: History, position: number): History | undefined {
  return history.takes[position] ? { ...history, position } : undefined;
}

/** Moves to a take; one that was forgotten in the meantime is added again. */
export function broughtBack(history: History, take: Take): History {
  return movedTo(history, history.takes.indexOf(take)) ?? withTake(history, take);
}

/** Stars the current take, or takes its star away. */
export function withStarTurned(history: History): History {
  const take = currentTake(history);
  return take ? withCurrent(history, { ...take, isStarred: !take.isStarred }) : history;
}

export function starCount({ takes }: History): number {
  return takes.filter(({ isStarred }) => isStarred).length;
}

/**
 * A take's name in clips, grid and status line: "House 4821", "House 4821 B", "House 4821 edited", "Your notes", "Your
 * notes edited".
 */
export function takeName({
  style,
  seed,
  part = -1,
  origin = 'generated',
  rhythm,
}: Pick<Take, 'style' | 'seed'> & Partial<Take>): string {
  if (origin === 'morphed') return 'Morph';
  if (style === '' && origin === 'drawn') return rhythm ? 'Drawn' : 'Your notes edited';
  if (style === '') return 'Your notes';
  const letter = part >= 0 ? ` ${partLetter(part)}` : '';
  return `${styleLabel(style)} ${seed}${letter}${origin === 'drawn' ? ' edited' : ''}`;
}

/** The letter of a variation: A for 0. */
export function partLetter(part: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + part);
}

export function currentTake(history: History): Take | undefined {
  return history.takes[history.position];
}

/** Forgets the takes furthest from the current one: found ones last, never starred ones or direct neighbours. */
function bounded(history: History): History {
  let { takes, position } = history;
  while (takes.length > MAX_TAKES || noteCount(takes) > MAX_NOTES) {
    const victim = leastMissed(takes, position);
    if (victim === undefined) break;
    takes = takes.filter((_, index) => index !== victim);
    if (victim < position) position--;
  }
  return { takes, position };
}

function noteCount(takes: readonly Take[]): number {
  return takes.reduce((sum, take) => sum + take.notes.length, 0);
}

function leastMissed(takes: readonly Take[], position: number): number | undefined {
  const candidates = takes
    .map((take, index) => ({ take, index, distance: Math.abs(index - position) }))
    .filter(({ distance, take }) => distance > 1 && !take.isStarred);
  const remade = candidates.filter(({ take }) => take.origin !== 'found');
  const pool = remade.length > 0 ? remade : candidates;
  return pool.sort((a, b) => b.distance - a.distance)[0]?.index;
}
