import { BEATS_PER_BAR } from '../rhythm/grid';
import type { Target } from './controls';
import { currentTake, stepped, takeName, withFound, withTake, type History, type Take } from './history';
import { describeKit, kitOf, type Kit } from './kit';
import { clipName, createClip, readNotes, replaceNotes, writableClip } from './live-clip';
import { readPads } from './live-drums';
import { NO_ID } from './live-object';
import { describeDistance } from './live-sentences';
import { detailClipId, takeEmptySlots, writableTrack, type OwnTrack } from './live-track';
import { fitted, notesOfRhythm, type ClipNote, type Region } from './notes';
import type { WireRhythm } from './protocol';
import { Refusal } from './refusal';

/** Where a rhythm is to go; `clipId` is the clip that was selected when Generate was pressed. */
export interface Order {
  readonly target: Target;
  readonly clipId: number;
}

/** What came of writing. */
export interface Written {
  readonly history: History;
  readonly clipId: number;
  /** What was done, for the status line. */
  readonly sentence: string;
}

/** A rhythm with its notes on the kit's pads. */
interface Placed {
  readonly rhythm: WireRhythm;
  readonly notes: readonly ClipNote[];
}

/** Clips are told apart by style: the colours of a warm row of Live's own palette, in the order of the menu. */
const CLIP_COLORS = [0xff9d48, 0x35c1c9, 0xb677c6, 0x87d35b, 0xf0d24a, 0xef5c74, 0x5c8fdf, 0xc0a27a] as const;

/**
 * Checks that an order can be carried out as things stand and names its clip.
 * @throws Refusal with the sentence that says why not.
 */
export function orderFor(target: Target): Order {
  const track = writableTrack();
  if (target !== 'selected') return { target, clipId: NO_ID };
  const clipId = detailClipId();
  writableClip(clipId, track);
  return { target, clipId };
}

/** The kit of the device's own track now. @throws Refusal on a track that cannot be written to. */
export function kitNow(): Kit {
  return kitOf(readPads(writableTrack()));
}

/**
 * Writes rhythms where an order says.
 * @throws Refusal when Live stands in the way; then no note is changed, and at most some new clips of a fill stay.
 */
export function writeRhythms(
  order: Order,
  rhythms: readonly WireRhythm[],
  options: { readonly history: History; readonly kit: Kit; readonly styles: readonly string[] },
): Written {
  const track = writableTrack();
  const placed = rhythms.map((rhythm) => ({ rhythm, notes: notesOfRhythm(rhythm, options.kit) }));
  if (placed.some(({ notes }) => notes.length === 0)) {
    throw new Refusal(
      'nothing_mapped',
      'No pad of the Drum Rack plays a voice of this rhythm. Name its pads.',
    );
  }
  const written =
    order.target === 'selected'
      ? writeIntoClip(order.clipId, track, { placed: placed[0]!, history: options.history })
      : writeNewClips(track, placed, options);
  const sentence = [written.sentence, describeKit(options.kit), describeDistance(rhythms)];
  return { ...written, sentence: sentence.filter((part) => part !== undefined).join(' · ') };
}

function writeIntoClip(
  clipId: number,
  track: OwnTrack,
  { placed, history }: { readonly placed: Placed; readonly history: History },
): Written {
  const region = writableClip(clipId, track);
  const kept = withFound(history, readNotes(clipId, region), region);
  const { rhythm } = placed;
  const notes = replaceNotes(clipId, region, fitted(placed.notes, regionOf(rhythm), region));
  return {
    history: withTake(kept, takeOf(rhythm, notes, region)),
    clipId,
    sentence: `${takeName(rhythm)} in “${clipName(clipId)}” · ${notes.length} notes`,
  };
}

function writeNewClips(
  track: OwnTrack,
  placed: readonly Placed[],
  options: { readonly history: History; readonly styles: readonly string[] },
): Written {
  const slots = takeEmptySlots(track, placed.length);
  const clips = placed.map(({ rhythm, notes }, index) => {
    const made = createClip(slots[index]!, {
      name: takeName(rhythm),
      color: CLIP_COLORS[Math.max(0, options.styles.indexOf(rhythm.style)) % CLIP_COLORS.length]!,
      lengthBeats: rhythm.bars * BEATS_PER_BAR,
      notes,
    });
    return { ...made, take: takeOf(rhythm, made.notes, regionOf(rhythm)) };
  });
  const { clipId, take } = clips[0]!;
  const kept = clips.reduce((history, clip) => withTake(history, clip.take), options.history);
  // The first clip is shown, so the history stands at its take, unless a long history had no room for it.
  const position = kept.takes.indexOf(take);
  const first = placed[0]!;
  const what =
    clips.length === 1
      ? `${takeName(first.rhythm)} in a new clip · ${first.notes.length} notes`
      : `${clips.length} new clips from ${takeName(first.rhythm)} on`;
  return { history: position < 0 ? kept : { ...kept, position }, clipId, sentence: what };
}

/**
 * Writes the take before or after the current one into the selected clip, or the clip written last when none of this
 * track is selected; what stood there is kept first.
 * @throws Refusal at either end of the history, or when Live stands in the way; then nothing is changed.
 */
export function bringBack(history: History, by: -1 | 1, lastClipId: number): Written {
  const track = writableTrack();
  const clipId = clipInHand(track, lastClipId);
  const region = writableClip(clipId, track);
  const moved = stepped(withFound(history, readNotes(clipId, region), region), by);
  const take = moved && currentTake(moved);
  if (!take) {
    throw new Refusal(
      'no_history',
      by < 0 ? 'There is no earlier rhythm.' : 'There is no later rhythm. Press Generate for a new one.',
    );
  }
  const notes = replaceNotes(clipId, region, fitted(take.notes, take.region, region));
  return {
    history: moved,
    clipId,
    sentence: `${takeName(take)} back in “${clipName(clipId)}” · ${notes.length} notes`,
  };
}

function clipInHand(track: OwnTrack, lastClipId: number): number {
  const selected = detailClipId();
  if (lastClipId === NO_ID || lastClipId === selected) return selected;
  try {
    writableClip(selected, track);
    return selected;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'no_clip' || error.code === 'other_track' ? lastClipId : selected;
  }
}

function takeOf({ seed, style }: WireRhythm, notes: readonly ClipNote[], region: Region): Take {
  return { origin: 'generated', notes, region, seed, style };
}

function regionOf(rhythm: WireRhythm): Region {
  return { startBeats: 0, endBeats: rhythm.bars * BEATS_PER_BAR };
}
