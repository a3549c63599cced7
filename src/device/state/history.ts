import { styleLabel } from '../controls/style-label';
import { fitted, sameNotes, type ClipNote, type Region } from '../notes/clip-notes';
import type { Rhythm } from '../protocol/messages';

/**
 * Where a take's notes come from: the model, a clip of the player's, the player's hand in the grid, or a place between
 * the corners of the morph pad. Only `found` notes exist nowhere else, so they are the last to be forgotten.
 */
export type TakeOrigin = 'generated' | 'found' | 'drawn' | 'morphed';

/** What a stretch of a clip held, or was to hold, at one time. */
export interface Take {
  readonly origin: TakeOrigin;
  readonly notes: readonly ClipNote[];
  /** The stretch that the notes stood in, in beats of their clip. */
  readonly region: Region;
  /** What generated it, or what was drawn on; seed 0 and no style for notes that were found. */
  readonly seed: number;
  readonly style: string;
  /** Its place among related variations, 0 for A; −1 for a rhythm by itself. */
  readonly part: number;
  /** The rhythm before kit, mutes and loudness; undefined for notes that were found. */
  readonly rhythm?: Rhythm;
  /** The text that makes it again from its seed and settings; empty where only its hits tell. */
  readonly recipe: string;
  /** Starred takes are never forgotten. */
  readonly isStarred: boolean;
}

/** The takes in the order that Previous and Next walk, and which one is current; −1 for none. */
export interface History {
  readonly takes: readonly Take[];
  readonly position: number;
}

export const EMPTY_HISTORY: History = { takes: [], position: -1 };

/** How much is kept: the Set carries it in every save. */
export const MAX_TAKES = 100;
export const MAX_NOTES = 20_000;

/** Beyond this the takes that are not starred would have no room to come and go. */
export const MAX_STARS = 60;

/** How many strokes of the pen in a row are kept one by one. */
const MAX_STROKES = 16;

/** The history with a take placed after the current one, so that Previous leads back to what it replaced. */
export function withTake(history: History, take: Take): History {
  const at = history.position + 1;
  const takes = [...history.takes.slice(0, at), take, ...history.takes.slice(at)];
  return bounded({ takes, position: at });
}

/** The history with a stroke of the pen; of a long run of strokes the oldest goes, so that drawing floods nothing. */
export function withStroke(history: History, take: Take): History {
  const added = withTake(history, take);
  let first = added.position;
  while (added.takes[first - 1]?.origin === 'drawn') first--;
  if (added.position - first < MAX_STROKES || added.takes[first]?.isStarred) return added;
  return { takes: added.takes.filter((_, index) => index !== first), position: added.position - 1 };
}

/** The history with another take in the current one's place. */
export function withCurrent(history: History, take: Take): History {
  return {
    ...history,
    takes: history.takes.map((each, index) => (index === history.position ? take : each)),
  };
}

/**
 * The history with what a stretch holds now, unless a take holds just that, or the device wrote it there itself.
 * @param ours what the device wrote last into that clip
 */
export function withFound(
  history: History,
  notes: readonly ClipNote[],
  { region, ours }: { readonly region: Region; readonly ours?: readonly ClipNote[] | undefined },
): History {
  if (ours && sameNotes(ours, notes)) return history;
  const isKept = history.takes.some((take) => sameNotes(fitted(take.notes, take.region, region), notes));
  return isKept ? history : withTake(history, { ...FOUND, notes, region });
}

const FOUND = { origin: 'found', seed: 0, style: '', part: -1, recipe: '', isStarred: false } as const;

/** The history at one of its takes; undefined where there is none. */
export function movedTo(history: History, position: number): History | undefined {
  return history.takes[position] ? { ...history, position } : undefined;
}

/** The history at a take that it held; one that was forgotten to make room has a place again. */
export function broughtBack(history: History, take: Take): History {
  return movedTo(history, history.takes.indexOf(take)) ?? withTake(history, take);
}

/** The history with the current take's star turned over. */
export function withStarTurned(history: History): History {
  const take = currentTake(history);
  return take ? withCurrent(history, { ...take, isStarred: !take.isStarred }) : history;
}

export function starCount({ takes }: History): number {
  return takes.filter(({ isStarred }) => isStarred).length;
}

/** What a take is called everywhere: "House 4821", "House 4821 B", "House 4821 edited", "Your notes". */
export function takeName({
  style,
  seed,
  part = -1,
  origin = 'generated',
}: Pick<Take, 'style' | 'seed'> & Partial<Take>): string {
  if (origin === 'morphed') return 'Morph';
  if (style === '') return origin === 'drawn' ? 'Drawn' : 'Your notes';
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

/** Forgets what is furthest from the current take: found ones last, never starred ones nor the neighbours. */
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
