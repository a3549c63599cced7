// Writes takes into clips and returns the history that results. Used by ClipWriter; buttons.ts and
// paste-text.ts take their write targets from it, and CurrentRhythm the kit. Keeps no state of its own. Notes
// found in a clip go into the returned history, which the caller must save: they exist nowhere else.

import { BEATS_PER_BAR } from '../../../rhythm/grid';
import type { Target } from '../../controls/controls';
import {
  currentTake,
  takeName,
  withCurrent,
  withFound,
  withTake,
  type History,
  type Take,
} from '../../state/history';
import { kitOf, type Kit } from '../../notes/drum-rack-kit';
import { isArrangementFocused, newClipBeats, requireRoom } from '../lom/arrangement';
import type { ClipCopies } from './clip-copies';
import { changeNotes } from '../lom/change-notes';
import { createClip, readNotes, replaceNotes, writableClip, type ClipPlace } from '../lom/clip';
import { readPads } from '../lom/drum-rack-pads';
import { NO_ID, nameOf } from '../lom/object';
import { detailClipId, takeEmptySlots, writableTrack, type OwnTrack } from '../lom/track';
import { metreMisfits } from './misfits';
import { fitted, type ClipNote } from '../../notes/clip-notes';
import { notesToWrite, writtenTake, type PlayingNow } from '../../state/played-take';
import { Refusal } from '../../protocol/refusal';

/** Where a rhythm goes, fixed at the moment the button was pressed. */
export interface WriteTarget {
  readonly target: Target;
  /** The selected clip for target `selected`, else NO_ID. */
  readonly clipId: number;
  /** Where in the Arrangement new clips begin; absent for the Session. */
  readonly startBeats?: number;
  /** What does not fit there, for the status line; it stops nothing. */
  readonly misfits: readonly string[];
}

/** The notes the device wrote last, so they are not mistaken for the user's. */
export interface LastWritten {
  readonly clipId: number;
  readonly notes: readonly ClipNote[];
}

export interface Written {
  readonly history: History;
  readonly lastWritten: LastWritten;
  /** For the status line. */
  readonly sentence: string;
  /** For the status line: what has become of the notes that were replaced. */
  readonly remark?: string;
}

/** Said when notes of the user's own go into the history: no property of Live shows the MPE data of a note. */
const KEPT_REMARK = 'your notes are kept without pressure and slide';
const BACK_REMARK = 'pressure and slide do not come back';

/** `added`: the takes are new to the history; `current`: the current take is written again. */
export type HistoryEffect = 'added' | 'current';

/** One colour per style in menu order, so that clips can be told apart; Live takes the nearest of its palette. */
const CLIP_COLORS = [0xff9d48, 0x35c1c9, 0xb677c6, 0x87d35b, 0xf0d24a, 0xef5c74, 0x5c8fdf, 0xc0a27a] as const;

/**
 * Where a rhythm is written for a target, checked against the track and the selected clip as they are now.
 * @throws Refusal with a sentence that says what is in the way.
 */
export function writeTargetFor(target: Target): WriteTarget {
  const track = writableTrack();
  if (target !== 'selected') {
    const place = isArrangementFocused() ? { startBeats: newClipBeats() } : {};
    return { target, clipId: NO_ID, misfits: metreMisfits(), ...place };
  }
  const clipId = detailClipId();
  writableClip(clipId, track);
  return intoClip(clipId);
}

/** The clip that Previous and Next write into, as a write target; undefined without one. @throws Refusal as above */
export function currentTarget(lastWritten: LastWritten): WriteTarget | undefined {
  const clipId = currentClip(writableTrack(), lastWritten.clipId);
  return clipId === undefined ? undefined : intoClip(clipId);
}

function intoClip(clipId: number): WriteTarget {
  return { target: 'selected', clipId, misfits: metreMisfits(clipId) };
}

/** The kit read from the device's own track now. @throws Refusal on a track that cannot be written to. */
export function kitNow(): Kit {
  return kitOf(readPads(writableTrack().id));
}

export interface WriteOptions {
  readonly history: History;
  readonly styles: readonly string[];
  readonly lastWritten: LastWritten;
  readonly historyEffect: HistoryEffect;
  readonly playing: PlayingNow;
  readonly copies: ClipCopies;
}

/**
 * Writes takes where a write target says.
 * @throws Refusal when Live stands in the way; then no note has changed, but some new clips of a fill may remain.
 */
export function writeTakes(writeTarget: WriteTarget, takes: readonly Take[], options: WriteOptions): Written {
  const track = writableTrack();
  if (takes.some((take) => notesToWrite(take, options.playing).length === 0)) {
    throw new Refusal(
      'nothing_mapped',
      'No Drum Rack pad matches this rhythm, or all drums are muted. Give the pads drum names.',
    );
  }
  const written =
    writeTarget.target === 'selected'
      ? writeIntoClip(writeTarget.clipId, track, { take: takes[0]!, ...options })
      : writeNewClips(writeTarget, track, { takes, ...options });
  return { ...written, sentence: [written.sentence, ...writeTarget.misfits].join(' · ') };
}

function writeIntoClip(
  clipId: number,
  track: OwnTrack,
  options: WriteOptions & { readonly take: Take },
): Written {
  const { take, history, lastWritten, historyEffect, playing, copies } = options;
  const region = writableClip(clipId, track);
  const kept = keptIn(history, clipId, { track, lastWritten, historyEffect });
  const copied = copies.keep(clipId, track);
  const wanted = fitted(notesToWrite(take, playing), take.region, region);
  // What stays of the user's own notes must not be touched: to write a note anew takes its pressure and slide away.
  const notes = (take.rhythm ? replaceNotes : changeNotes)(clipId, region, wanted);
  const stood = writtenTake(take, notes, region);
  return {
    history: historyEffect === 'added' ? withTake(kept, stood) : withCurrent(kept, stood),
    lastWritten: { clipId, notes },
    sentence: `${takeName(take)} in “${nameOf(clipId)}” · ${notes.length} notes`,
    ...remarkOf(copied ?? keptRemark(history, kept)),
  };
}

/** What to say when a history has become another one because notes of the user's own were found in a clip. */
export function keptRemark(before: History, after: History): string | undefined {
  const isNew = after.takes.some((take) => take.notes.length > 0 && !before.takes.includes(take));
  return after !== before && isNew ? KEPT_REMARK : undefined;
}

/** What to say when a take is brought back. */
export function backRemark({ style, rhythm }: Take): string | undefined {
  return style === '' && !rhythm ? BACK_REMARK : undefined;
}

function remarkOf(remark: string | undefined): Pick<Written, 'remark'> {
  return remark === undefined ? {} : { remark };
}

/** Adds the clip's present notes to the history; with the effect `current` the current take stays current. */
function keptIn(
  history: History,
  clipId: number,
  {
    track,
    lastWritten,
    historyEffect,
  }: { readonly track: OwnTrack; readonly lastWritten: LastWritten; readonly historyEffect: HistoryEffect },
): History {
  const region = writableClip(clipId, track);
  const mine = lastWritten.clipId === clipId ? lastWritten.notes : undefined;
  const kept = withFound(history, readNotes(clipId, region), { region, lastWritten: mine });
  if (historyEffect === 'added' || kept === history) return kept;
  // Found notes go before the take that replaces them, so that Previous leads back to them.
  const take = currentTake(history)!;
  const found = currentTake(kept)!;
  const takes = kept.takes.filter((each) => each !== found);
  const at = takes.indexOf(take);
  if (at < 0) return kept;
  return { takes: [...takes.slice(0, at), found, ...takes.slice(at)], position: at + 1 };
}

function writeNewClips(
  { startBeats }: WriteTarget,
  track: OwnTrack,
  {
    takes,
    history,
    styles,
    historyEffect,
    playing,
    copies,
  }: WriteOptions & { readonly takes: readonly Take[] },
): Written {
  const places = placesFor(takes, track, startBeats);
  const clips = takes.map((take, index) => {
    const region = { startBeats: 0, endBeats: lengthOfTake(take) };
    const made = createClip(places[index]!, {
      name: takeName(take),
      color: CLIP_COLORS[Math.max(0, styles.indexOf(take.style)) % CLIP_COLORS.length]!,
      lengthBeats: lengthOfTake(take),
      notes: fitted(notesToWrite(take, playing), take.region, region),
    });
    copies.made(made.clipId);
    return { ...made, take: writtenTake(take, made.notes, region) };
  });
  const { clipId, take, notes } = clips[0]!;
  const where = startBeats === undefined ? 'in a new clip' : 'in the Arrangement';
  const sentence =
    clips.length === 1
      ? `${takeName(take)} ${where} · ${notes.length} notes`
      : `${clips.length} new clips from ${takeName(take)} on`;
  const lastWritten = { clipId, notes };
  if (historyEffect === 'current') return { history: withCurrent(history, take), lastWritten, sentence };
  const kept = clips.reduce((before, clip) => withTake(before, clip.take), history);
  // The first clip is shown, so its take becomes current, unless a long history had no room for it.
  const position = kept.takes.indexOf(take);
  return { history: position < 0 ? kept : { ...kept, position }, lastWritten, sentence };
}

function placesFor(takes: readonly Take[], track: OwnTrack, startBeats: number | undefined): ClipPlace[] {
  if (startBeats === undefined) return takeEmptySlots(track, takes.length).map((slotId) => ({ slotId }));
  let at = startBeats;
  const places = takes.map((take) => {
    const place = { trackId: track.id, startBeats: at };
    at += lengthOfTake(take);
    return place;
  });
  requireRoom(track, startBeats, at);
  return places;
}

/** In whole bars: notes found in a loop of another length are repeated to the next bar line. */
function lengthOfTake({ rhythm, region }: Take): number {
  const beats = region.endBeats - region.startBeats;
  return rhythm ? rhythm.bars * BEATS_PER_BAR : Math.ceil(beats / BEATS_PER_BAR - 1e-6) * BEATS_PER_BAR;
}

/**
 * Writes the current take into the selected clip or, if none of this track is selected, the clip written last; its
 * previous notes go into the history. Undefined without a take or a clip on the track to write into.
 * @throws Refusal when Live stands in the way; then nothing has changed.
 */
export function writeCurrent(options: Omit<WriteOptions, 'historyEffect'>): Written | undefined {
  const track = writableTrack();
  const clipId = currentClip(track, options.lastWritten.clipId);
  const take = currentTake(options.history);
  if (clipId === undefined || !take) return undefined;
  return writeIntoClip(clipId, track, { take, ...options, historyEffect: 'current' });
}

/** The history with the present notes of the selected or last written clip, before Previous or Next leaves them. */
export function withClipKept(history: History, lastWritten: LastWritten): History {
  const track = writableTrack();
  const clipId = currentClip(track, lastWritten.clipId);
  return clipId === undefined
    ? history
    : keptIn(history, clipId, { track, lastWritten, historyEffect: 'added' });
}

/** @throws Refusal for a clip on this track that cannot be written to */
function currentClip(track: OwnTrack, lastClipId: number): number | undefined {
  const candidates = [...new Set([detailClipId(), lastClipId])].filter((id) => id !== NO_ID);
  for (const clipId of candidates) {
    try {
      writableClip(clipId, track);
      return clipId;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code !== 'no_clip' && error.code !== 'other_track') throw error;
    }
  }
  return undefined;
}
