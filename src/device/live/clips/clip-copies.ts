// Keeps a copy of each clip before the device first replaces notes in it, if the user wants that. Used by
// write-takes.ts. Remembers clips by their ids, which last as long as the Set is open.

import { notesWithIds } from '../lom/clip';
import { duplicateClip } from '../lom/duplicate-clip';
import type { OwnTrack } from '../lom/track';

export class ClipCopies {
  /** The clips that need no copy: they have one, or the device has made them. */
  private readonly done = new Set<number>();

  /** @param isWanted whether Keep Copy is on */
  constructor(private readonly isWanted: () => boolean) {}

  /** The device has made a clip: it holds nothing of the user's. */
  made(clipId: number): void {
    this.done.add(clipId);
  }

  /**
   * Copies a clip that holds notes, once. Returns what to say of it; undefined where there is nothing to copy.
   * @throws Refusal when Live makes no copy; then nothing in the clip must be replaced.
   */
  keep(clipId: number, track: OwnTrack): string | undefined {
    if (!this.isWanted() || this.done.has(clipId) || notesWithIds(clipId).length === 0) return undefined;
    const { name, isDeactivated } = duplicateClip(clipId, track);
    this.done.add(clipId);
    return `a copy is kept as “${name}”${isDeactivated ? ', deactivated' : ''}`;
  }
}
