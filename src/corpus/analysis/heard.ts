// The drums of a track on its grid: those that an analysis names, or what its bands and segments suggest.
// Called by rhythm.ts, and by audio/analyse.ts for the downbeat.

import type { DrumEvent } from '../../midi';
import { STEPS_PER_BEAT } from '../../rhythm/grid';
import { voiceIndex } from '../../rhythm/voices';
import { positionSteps, type BeatGrid } from './beat-grid';
import { AnalysisError, END_TOLERANCE_SECONDS, type Analysis, type Segment } from './document';
import { idiomOf, voicesOfBands } from './band-voices';
import { decodeRhythmstring, onsetSeconds } from './rhythmstring';
import { mean, standardDeviation } from '../../rhythm/statistics';

/** Onsets of several bands this close are one sound, in seconds. */
const SAME_SOUND_SECONDS = 0.025;
const MIN_CONFIDENCE = 0.2;

/**
 * The events, by position and then by voice.
 * @throws AnalysisError for a damaged rhythmstring
 */
export function heardEvents(analysis: Analysis, grid: BeatGrid): DrumEvent[] {
  const events = analysis.drums ? namedDrums(analysis.drums, grid) : guessedDrums(analysis, grid);
  return events.sort((a, b) => a.positionSteps - b.positionSteps || a.voice - b.voice);
}

function namedDrums(drums: NonNullable<Analysis['drums']>, grid: BeatGrid): DrumEvent[] {
  return drums
    .filter(({ confidence }) => confidence >= MIN_CONFIDENCE)
    .map(({ start, voice, level }) => ({
      positionSteps: positionSteps(grid, start),
      voice: voiceIndex(voice),
      velocity: velocityOfLevel(level),
    }));
}

/** The loudest hit of a voice has about the velocity of a programmed accent, 110 of 127. */
const LOUDEST_VELOCITY = 0.87;
const SOFTEST_VELOCITY = 0.15;

/** Drum machines make amplitude about the square of velocity (Dannenberg 2006), so 40 dB are one decade of it. */
export function velocityOfLevel(levelDb: number): number {
  return Math.max(SOFTEST_VELOCITY, LOUDEST_VELOCITY * 10 ** (levelDb / 40));
}

interface Sound {
  readonly seconds: number;
  readonly bands: ReadonlySet<number>;
}

function guessedDrums({ track, segments }: Analysis, grid: BeatGrid): DrumEvent[] {
  if (track.rhythmstring === undefined) return [];
  const onsets = onsetSeconds(decodeRhythmstring(track.rhythmstring));
  // A bar is made for every bar up to the last onset: one a year away would fill the memory.
  if (onsets.some((band) => band.at(-1)! > track.duration + END_TOLERANCE_SECONDS)) {
    throw new AnalysisError('Its keys contradict each other: the rhythmstring goes on past the duration.');
  }
  const finder = new SegmentFinder(segments);
  const bandCount = onsets.length;
  const sounds = soundsOf(onsets).map((sound) => {
    const position = positionSteps(grid, sound.seconds);
    return { ...sound, bandCount, position, stepInBeat: modulo(Math.round(position), STEPS_PER_BEAT) };
  });
  const onBeats = sounds.filter(({ stepInBeat }) => stepInBeat === 0);
  const idiom = idiomOf(onBeats, grid.confidence.length);
  const heard = sounds.flatMap((sound) => {
    const segment = finder.at(sound.seconds);
    const voices = voicesOfBands({
      ...sound,
      idiom,
      brightness: segment ? finder.brightness(segment) : 0,
      rings: segment ? finder.rings(segment) : false,
    });
    return voices.map((voice) => ({
      positionSteps: sound.position,
      voice: voiceIndex(voice),
      loudness: segment?.loudness_max ?? 0,
    }));
  });
  const loudest = new Map<number, number>();
  for (const { voice, loudness } of heard) {
    loudest.set(voice, Math.max(loudness, loudest.get(voice) ?? -Infinity));
  }
  return heard.map(({ loudness, ...event }) => ({
    ...event,
    velocity: velocityOfLevel(loudness - loudest.get(event.voice)!),
  }));
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** A sound stands where its first band set in. */
function soundsOf(bands: readonly (readonly number[])[]): Sound[] {
  const onsets = bands
    .flatMap((band, number) => band.map((seconds) => ({ seconds, number })))
    .sort((a, b) => a.seconds - b.seconds || a.number - b.number);
  const sounds: { seconds: number; bands: Set<number> }[] = [];
  for (const { seconds, number } of onsets) {
    const last = sounds.at(-1);
    if (last && seconds - last.seconds <= SAME_SOUND_SECONDS) last.bands.add(number);
    else sounds.push({ seconds, bands: new Set([number]) });
  }
  return sounds;
}

class SegmentFinder {
  private readonly meanBrightness: number;
  private readonly brightnessSpread: number;

  constructor(private readonly segments: readonly Segment[]) {
    const values = segments.map(brightnessOf);
    this.meanBrightness = mean(values);
    this.brightnessSpread = standardDeviation(values) || 1;
  }

  /** The segment that an onset begins or lies in. */
  at(seconds: number): Segment | undefined {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.segments[middle]!.start <= seconds + SAME_SOUND_SECONDS) low = middle + 1;
      else high = middle;
    }
    return this.segments[low - 1];
  }

  /** How bright it is among the track's segments, in standard deviations. */
  brightness(segment: Segment): number {
    return (brightnessOf(segment) - this.meanBrightness) / this.brightnessSpread;
  }

  /** Whether it is still loud where the next sound begins. */
  rings(segment: Segment): boolean {
    const next = this.segments[this.segments.indexOf(segment) + 1];
    return next !== undefined && next.loudness_start > segment.loudness_max - RINGING_DB;
  }
}

/** A closed hat falls further than this before the next 16th, an open one does not. */
const RINGING_DB = 9;

/** Spotify's second coefficient of timbre. */
function brightnessOf({ timbre }: Segment): number {
  return timbre[1] ?? 0;
}
