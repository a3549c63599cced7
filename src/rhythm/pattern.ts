// The rhythm as every room passes it around: a grid of hits with velocity and offset, and the functions that
// build, read and cut one.

import {
  CELLS_PER_BAR,
  CHANNEL_COUNT,
  HIT,
  OFFSET,
  STEPS_PER_BAR,
  VELOCITY,
  gridIndex,
  cellIndex,
} from './grid';
import { VOICE_COUNT } from './voices';

export interface Hit {
  /** Loudness, above 0 and at most 1. */
  readonly velocity: number;
  /** Distance from the grid in 16th steps, −0.5…0.5; negative is early. */
  readonly offset: number;
}

/** A hit and its place: `step` counts 16ths from the start, `voice` is the position in VOICES. */
export interface PlacedHit extends Hit {
  readonly step: number;
  readonly voice: number;
}

/**
 * A rhythm: a grid of 16th steps × 12 voices over whole 4/4 bars.
 *
 * `cells` holds `hit, velocity, offset` per cell, addressed by {@link gridIndex} alone. Treat it as read-only:
 * patterns are shared, and every function here returns a new one.
 */
export interface Pattern {
  readonly bars: number;
  readonly cells: Float32Array;
}

export function stepCount(pattern: Pattern): number {
  return pattern.bars * STEPS_PER_BAR;
}

/** A silent pattern. @throws RangeError unless `bars` is a whole number of at least one. */
export function emptyPattern(bars: number): Pattern {
  if (!Number.isInteger(bars) || bars < 1)
    throw new RangeError(`A pattern has a whole number of bars, not ${bars}.`);
  return { bars, cells: new Float32Array(bars * CELLS_PER_BAR * CHANNEL_COUNT) };
}

/**
 * A pattern from hits in any order. Where two hits share a cell the louder one stays; velocities are clamped to
 * (0, 1], offsets to −0.5…0.5.
 * @throws RangeError for a hit outside the grid.
 */
export function patternFromHits(bars: number, hits: Iterable<PlacedHit>): Pattern {
  const pattern = emptyPattern(bars);
  const steps = stepCount(pattern);
  for (const hit of hits) {
    if (!isIndexBelow(hit.step, steps) || !isIndexBelow(hit.voice, VOICE_COUNT)) {
      throw new RangeError(`A hit at step ${hit.step}, voice ${hit.voice} is outside ${bars} bars.`);
    }
    const at = gridIndex(hit.step, hit.voice, HIT);
    const velocity = Math.fround(Math.min(1, Math.max(MIN_VELOCITY, hit.velocity)));
    if (pattern.cells[at] === 1 && (pattern.cells[at + VELOCITY] ?? 0) >= velocity) continue;
    pattern.cells[at] = 1;
    pattern.cells[at + VELOCITY] = velocity;
    pattern.cells[at + OFFSET] = Math.min(0.5, Math.max(-0.5, hit.offset));
  }
  return pattern;
}

/** A MIDI note-on of velocity 0 is a note-off, so a hit never gets softer than 1 of 127. */
const MIN_VELOCITY = 1 / 127;

/** The hit in a cell, or undefined when it is silent. */
export function hitAt(pattern: Pattern, step: number, voice: number): Hit | undefined {
  const at = gridIndex(step, voice, HIT);
  if (pattern.cells[at] !== 1) return undefined;
  return { velocity: pattern.cells[at + VELOCITY] ?? 0, offset: pattern.cells[at + OFFSET] ?? 0 };
}

/** The cells of some hits, see `cellIndex`. */
export function cellsOf(hits: readonly Pick<PlacedHit, 'step' | 'voice'>[]): number[] {
  return hits.map(({ step, voice }) => cellIndex(step, voice));
}

/** All hits, by step and then by voice. */
export function hitsOf(pattern: Pattern): PlacedHit[] {
  const hits: PlacedHit[] = [];
  const steps = stepCount(pattern);
  for (let step = 0; step < steps; step++) {
    for (let voice = 0; voice < VOICE_COUNT; voice++) {
      const hit = hitAt(pattern, step, voice);
      if (hit) hits.push({ step, voice, ...hit });
    }
  }
  return hits;
}

export function hitCount(pattern: Pattern): number {
  let count = 0;
  for (let at = HIT; at < pattern.cells.length; at += CHANNEL_COUNT) if (pattern.cells[at] === 1) count++;
  return count;
}

/** The bars `from` … `from + count − 1` as a pattern of their own. */
export function sliceBars(pattern: Pattern, from: number, count: number): Pattern {
  if (from < 0 || count < 1 || from + count > pattern.bars) {
    throw new RangeError(`Bars ${from}–${from + count - 1} are outside a pattern of ${pattern.bars}.`);
  }
  const barSize = CELLS_PER_BAR * CHANNEL_COUNT;
  return { bars: count, cells: pattern.cells.slice(from * barSize, (from + count) * barSize) };
}

export function concatPatterns(patterns: readonly Pattern[]): Pattern {
  const joined = emptyPattern(patterns.reduce((bars, pattern) => bars + pattern.bars, 0));
  let at = 0;
  for (const pattern of patterns) {
    joined.cells.set(pattern.cells, at);
    at += pattern.cells.length;
  }
  return joined;
}

/** The same rhythm with every hit replaced by what `change` returns; undefined silences the cell. */
export function mapHits(pattern: Pattern, change: (hit: PlacedHit) => Hit | undefined): Pattern {
  const changed = hitsOf(pattern).flatMap((hit) => {
    const next = change(hit);
    return next ? [{ ...hit, ...next }] : [];
  });
  return patternFromHits(pattern.bars, changed);
}

function isIndexBelow(value: number, end: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < end;
}
