// The notes of the user's own in the grid: each cell stands for some of them, and a change of a cell or a
// drum touches these and no other, whatever else a note holds. Used by state/ and live/clips.

import { STEPS_PER_BEAT } from '../../rhythm/grid';
import { NOTE_DEFAULTS, type ClipNote, type Playing, type Region } from './clip-notes';
import type { Kit } from './drum-rack-kit';
import { HIT_BEATS, ringingBeats, SAME_STROKE_BEATS } from './note-lengths';
import { playedKit, playedVelocity, type VoiceSettings } from './voice-settings';
import { OFFSET_UNITS } from '../protocol/payloads';
import { hitOfNote, readVoice, type WireHit } from './wire-rhythm';

/** What a region of a clip holds, as the user wrote it. */
export interface OwnNotes {
  readonly notes: readonly ClipNote[];
  readonly region: Region;
}

export interface OwnPlaying extends Playing {
  readonly kit: Kit;
}

/** Why a hit cannot be drawn among own notes: no note plays its voice, or it lies behind the region's end. */
export type Undrawable = 'silent' | 'beyond';

/**
 * The notes with one cell drawn. Velocity 0 takes away what sounds in the cell; a hit that is there keeps all that the
 * stroke does not change; in an empty cell a note begins, or one that the user has deactivated there sounds again.
 */
export function withOwnCell(own: OwnNotes, hit: WireHit, playing: OwnPlaying): ClipNote[] | Undrawable {
  const { notes, region } = own;
  const inCell = notes.filter((note) => {
    const { step } = hitOfNote(note, region, hit.voice);
    return !note.muted && step === hit.step && voiceOf(note, playing) === hit.voice;
  });
  if (hit.velocity === 0) return notes.filter((note) => !inCell.includes(note));
  const [first, ...others] = inCell;
  const startBeats = startOf(hit, region);
  if (startBeats >= region.endBeats) return 'beyond';
  if (first) {
    const shown = others.reduce((loudest, note) => (isLouder(note, loudest) ? note : loudest), first);
    const was = hitOfNote(shown, region, hit.voice);
    const drawn = {
      ...shown,
      // A hit is rounded: what the stroke leaves as it is must not be written back rounded.
      ...(hit.velocity === was.velocity ? {} : { velocity: hit.velocity }),
      ...(hit.offset === was.offset ? {} : { startBeats }),
    };
    return inPlaceOf(shown, drawn, notes);
  }
  const pitch = playedKit(playing.kit, playing.voices)[hit.voice]?.note;
  if (pitch === undefined) return 'silent';
  const asleep = notes.find(
    (note) =>
      note.muted && note.pitch === pitch && Math.abs(note.startBeats - startBeats) < SAME_STROKE_BEATS,
  );
  if (asleep) return inPlaceOf(asleep, { ...asleep, muted: false, velocity: hit.velocity }, notes);
  const durationBeats = Math.min(lengthAt(startBeats, hit.voice, own, playing), region.endBeats - startBeats);
  return withPlaced(notes, { ...NOTE_DEFAULTS, pitch, startBeats, durationBeats, velocity: hit.velocity });
}

/**
 * The notes as they sound when the user has set some voices: muted ones are left out, others take loudness and note.
 * The notes of all other voices stay the same objects.
 */
export function withVoicesSet(
  notes: readonly ClipNote[],
  set: readonly number[],
  playing: Pick<OwnPlaying, 'kit' | 'voices'>,
): readonly ClipNote[] {
  return notes.reduce<readonly ClipNote[]>((laid, note) => {
    const voice = voiceOf(note, playing);
    const setting = voice === undefined || note.muted ? undefined : playing.voices[voice];
    if (!setting || !set.includes(voice!)) return laid;
    if (setting.isMuted) return without(laid, note);
    const isPlain = setting.velocityPercent === 100;
    const velocity = isPlain ? note.velocity : playedVelocity(note.velocity, setting);
    return inPlaceOf(note, { ...note, velocity, pitch: setting.note ?? note.pitch }, laid);
  }, notes);
}

/** The notes with new ones in place of what some voices played; a new note on a pad of the others gives way to these. */
export function withVoicesReplaced(
  own: readonly ClipNote[],
  replaced: readonly number[],
  { notes, ...playing }: Pick<OwnPlaying, 'kit' | 'voices'> & { readonly notes: readonly ClipNote[] },
): readonly ClipNote[] {
  const others = own.filter((note) => {
    const voice = voiceOf(note, playing);
    return note.muted || voice === undefined || !replaced.includes(voice);
  });
  const laid = notes.flatMap((note) => {
    const samePad = others.filter(({ pitch }) => pitch === note.pitch);
    const isCovered = samePad.some(
      ({ startBeats, durationBeats }) =>
        note.startBeats > startBeats - SAME_STROKE_BEATS && note.startBeats < startBeats + durationBeats,
    );
    const room = samePad.map(({ startBeats }) => startBeats - note.startBeats).filter((beats) => beats > 0);
    return isCovered ? [] : [{ ...note, durationBeats: Math.min(note.durationBeats, ...room) }];
  });
  return inOrder([...others, ...laid]);
}

/** The voices whose mute, loudness or note differs between two settings. */
export function voicesChanged(before: VoiceSettings, after: VoiceSettings): number[] {
  return after.flatMap((setting, voice) => {
    const was = before[voice];
    const isSame =
      was?.isMuted === setting.isMuted &&
      was.velocityPercent === setting.velocityPercent &&
      was.note === setting.note;
    return isSame ? [] : [voice];
  });
}

function voiceOf(
  { pitch }: ClipNote,
  { kit, voices }: Pick<OwnPlaying, 'kit' | 'voices'>,
): number | undefined {
  return readVoice(pitch, kit, voices);
}

function without(notes: readonly ClipNote[], note: ClipNote): readonly ClipNote[] {
  return notes.filter((each) => each !== note);
}

/** The notes with one changed; only at another time or pitch can it meet others. */
function inPlaceOf(before: ClipNote, now: ClipNote, notes: readonly ClipNote[]): ClipNote[] {
  const isInPlace = before.startBeats === now.startBeats && before.pitch === now.pitch;
  return isInPlace
    ? notes.map((note) => (note === before ? now : note))
    : withPlaced(without(notes, before), now);
}

/** The cell of two notes shows the louder; of two equal ones the first, as `rhythmOfHits` has it. */
function isLouder(note: ClipNote, other: ClipNote): boolean {
  return Math.round(note.velocity) > Math.round(other.velocity);
}

function startOf({ step, offset }: WireHit, region: Region): number {
  return region.startBeats + Math.max(0, (step + offset / OFFSET_UNITS) / STEPS_PER_BEAT);
}

/** How long a new note lasts: a 16th, or a hat until the next one. */
function lengthAt(startBeats: number, voice: number, { notes }: OwnNotes, playing: OwnPlaying): number {
  if (!playing.chokesHats) return HIT_BEATS;
  const sounding = notes.flatMap((note) => {
    const other = note.muted ? undefined : voiceOf(note, playing);
    return other === undefined ? [] : [{ voice: other, note }];
  });
  return ringingBeats(voice, startBeats, sounding) ?? HIT_BEATS;
}

/**
 * Adds a note as Live would: notes of one pitch never sound at once, so one that sounds into it is cut where it begins,
 * it ends where the next one begins, and one at the same moment makes way for it.
 */
function withPlaced(notes: readonly ClipNote[], placed: ClipNote): ClipNote[] {
  let room = Infinity;
  const kept = notes.flatMap((note) => {
    if (note.pitch !== placed.pitch) return [note];
    const after = note.startBeats - placed.startBeats;
    if (Math.abs(after) < SAME_STROKE_BEATS) return [];
    if (after > 0) room = Math.min(room, after);
    return after < 0 && note.durationBeats > -after ? [{ ...note, durationBeats: -after }] : [note];
  });
  return inOrder([...kept, { ...placed, durationBeats: Math.min(placed.durationBeats, room) }]);
}

function inOrder(notes: readonly ClipNote[]): ClipNote[] {
  return [...notes].sort((a, b) => a.startBeats - b.startBeats || a.pitch - b.pitch);
}
