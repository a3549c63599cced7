import { styleLabel } from './controls';
import { fitted, sameNotes, type ClipNote, type Region } from './notes';

/** Where a take's notes come from. Only `generated` ones can be made again, so they are the first to be forgotten. */
export type TakeOrigin = 'generated' | 'found';

/** What a stretch of a clip held at one time. */
export interface Take {
  readonly origin: TakeOrigin;
  readonly notes: readonly ClipNote[];
  /** The stretch that the notes stood in, in beats of their clip. */
  readonly region: Region;
  /** What generated it; seed 0 and no style for notes that were found. */
  readonly seed: number;
  readonly style: string;
}

/** The takes in the order that Previous and Next walk, and which one stands in the clip; −1 for none. */
export interface History {
  readonly takes: readonly Take[];
  readonly position: number;
}

export const EMPTY_HISTORY: History = { takes: [], position: -1 };

/** How much is kept: the Set carries it in every save. */
export const MAX_TAKES = 32;
export const MAX_NOTES = 8000;

/** The history with a take placed after the current one, so that Previous leads back to what it replaced. */
export function withTake(history: History, take: Take): History {
  const at = history.position + 1;
  const takes = [...history.takes.slice(0, at), take, ...history.takes.slice(at)];
  return bounded({ takes, position: at });
}

/** The history with what a stretch holds now, unless the current take is just that. */
export function withFound(history: History, notes: readonly ClipNote[], region: Region): History {
  const current = history.takes[history.position];
  if (current && sameNotes(fitted(current.notes, current.region, region), notes)) return history;
  return withTake(history, { origin: 'found', notes, region, seed: 0, style: '' });
}

/** The history one take back or on; undefined at either end. */
export function stepped(history: History, by: -1 | 1): History | undefined {
  const position = history.position + by;
  return position < 0 || position >= history.takes.length ? undefined : { ...history, position };
}

/** What a take is called everywhere: "House 4821", or that the notes were found in a clip. */
export function takeName({ style, seed }: Pick<Take, 'style' | 'seed'>): string {
  return style === '' ? 'Your notes' : `${styleLabel(style)} ${seed}`;
}

export function currentTake(history: History): Take | undefined {
  return history.takes[history.position];
}

/** Forgets what is furthest from the current take: generated takes first, then found ones, never the neighbours. */
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
    .filter(({ distance }) => distance > 1);
  const generated = candidates.filter(({ take }) => take.origin === 'generated');
  const pool = generated.length > 0 ? generated : candidates;
  return pool.sort((a, b) => b.distance - a.distance)[0]?.index;
}
