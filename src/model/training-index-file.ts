// originality.bin, the file of a training index: written by training's export, read by the engine. Reading
// must refuse a damaged file with one sentence.

import { CELLS_PER_BAR, STEPS_PER_BAR, cellIndex } from '../rhythm/grid';
import { VOICE_COUNT } from '../rhythm/voices';
import { deflated, inflated } from './deflate';
import { UNIT_WORDS } from './training-index';

export const TRAINING_INDEX_FILE = 'originality.bin';

/**
 * The file: a head of four little-endian words (magic, version, bars, patterns), then deflated (zlib):
 * - per voice one 16-bit mask a bar, bit s for step s, the different bars in ascending order of their masks;
 * - per bar, in a 32-bit word, how many patterns begin with it;
 * - per pattern, by first bar and then by second, how far beyond its first bar its second one is, modulo bars.
 *
 * Corpora are cut at a hop of one bar, so that most bars are in two patterns; kept once and voice by voice, 29,625
 * patterns take 237 kB instead of 1.4 MB, or of 293 kB deflated as they are.
 */
const MAGIC = 0x49_4f_46_46; // "FFOI"
const VERSION = 1;
const HEAD_WORDS = 4;
const BAR_WORDS = CELLS_PER_BAR / 32;
const BAR_BYTES = 2 * VOICE_COUNT + 4;
const PATTERN_BYTES = 4;
/** Far more than any corpus of drum rhythms holds; a damaged head must not ask for all memory. */
const MOST_PATTERNS = 2 ** 22;

/** The steps that each voice of a bar hits. */
type BarMasks = Uint16Array;

export interface WrittenIndex {
  readonly bytes: Uint8Array;
  /** Different patterns in it. */
  readonly patterns: number;
}

/**
 * The file of a set of packed two-bar patterns; equal sets give equal bytes, in whatever order they come.
 * @throws RangeError for no patterns or too many
 */
export async function writeTrainingIndex(patterns: Iterable<Uint32Array>): Promise<WrittenIndex> {
  const masksByKey = new Map<string, BarMasks>();
  const pairs = new Map<string, readonly [first: string, second: string]>();
  for (const packed of patterns) {
    const [first, second] = [0, 1].map((bar) => {
      const masks = masksOfBar(packed, bar * BAR_WORDS);
      masksByKey.set(masks.join(), masks);
      return masks.join();
    }) as [string, string];
    pairs.set(`${first}|${second}`, [first, second]);
  }
  if (pairs.size === 0 || pairs.size > MOST_PATTERNS)
    throw new RangeError(`An index holds 1 to ${MOST_PATTERNS} patterns, not ${pairs.size}.`);
  const bars = [...masksByKey.values()].sort(compareMasks);
  const numbers = new Map(bars.map((masks, number) => [masks.join(), number]));
  const numbered = [...pairs.values()]
    .map(([first, second]) => [numbers.get(first)!, numbers.get(second)!] as const)
    .sort(([a, b], [c, d]) => a - c || b - d);
  const head = new DataView(new ArrayBuffer(4 * HEAD_WORDS));
  [MAGIC, VERSION, bars.length, numbered.length].forEach((word, at) => {
    head.setUint32(4 * at, word, true);
  });
  const body = await deflated(bodyOf(bars, numbered));
  const file = new Uint8Array(head.byteLength + body.length);
  file.set(new Uint8Array(head.buffer));
  file.set(body, head.byteLength);
  return { bytes: file, patterns: numbered.length };
}

function bodyOf(bars: readonly BarMasks[], pairs: readonly (readonly [number, number])[]): Uint8Array {
  const starts = new Uint32Array(bars.length);
  for (const [first] of pairs) starts[first]!++;
  const body = new DataView(new ArrayBuffer(BAR_BYTES * bars.length + PATTERN_BYTES * pairs.length));
  let at = 0;
  for (let voice = 0; voice < VOICE_COUNT; voice++) {
    for (const masks of bars) at = (body.setUint16(at, masks[voice]!, true), at + 2);
  }
  for (const start of starts) at = (body.setUint32(at, start, true), at + 4);
  for (const [first, second] of pairs) {
    body.setUint32(at, (second - first + bars.length) % bars.length, true);
    at += PATTERN_BYTES;
  }
  return new Uint8Array(body.buffer);
}

/**
 * The packed patterns of such a file, UNIT_WORDS words each.
 * @throws Error with one sentence for anything else
 */
export async function readTrainingIndex(bytes: Uint8Array, file = TRAINING_INDEX_FILE): Promise<Uint32Array> {
  const refuse = (why: string, cause?: unknown): never => {
    throw new Error(
      `${file} is not an index of training patterns (${why}). Export the model again or get a fresh copy of its folder.`,
      { cause },
    );
  };
  if (bytes.length < 4 * HEAD_WORDS) return refuse('it is too short');
  const head = new DataView(bytes.buffer, bytes.byteOffset, 4 * HEAD_WORDS);
  const [magic, version, barCount, patternCount] = [0, 1, 2, 3].map((at) => head.getUint32(4 * at, true)) as [
    number,
    number,
    number,
    number,
  ];
  if (magic !== MAGIC) return refuse('it starts with the wrong bytes');
  if (version !== VERSION) return refuse(`it is version ${version}, not ${VERSION}`);
  if (patternCount < 1 || patternCount > MOST_PATTERNS || barCount < 1 || barCount > 2 * patternCount)
    return refuse('its counts are out of range');
  const size = BAR_BYTES * barCount + PATTERN_BYTES * patternCount;
  const body = await inflated(bytes.subarray(4 * HEAD_WORDS), size).catch((error: unknown) =>
    refuse('it is damaged', error),
  );
  return patternsOf(body, barCount, patternCount) ?? refuse('its counts do not match');
}

/** The patterns that a body of the right length holds, or undefined where its numbers contradict each other. */
function patternsOf(bytes: Uint8Array, barCount: number, patternCount: number): Uint32Array | undefined {
  const body = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const bars = barsOf(body, barCount);
  const patterns = new Uint32Array(patternCount * UNIT_WORDS);
  let start = 2 * VOICE_COUNT * barCount;
  let step = BAR_BYTES * barCount;
  let at = 0;
  for (let first = 0; first < barCount; first++, start += 4) {
    for (let left = body.getUint32(start, true); left > 0; left--) {
      if (at === patterns.length) return undefined;
      const second = (first + body.getUint32(step, true)) % barCount;
      for (const bar of [first, second]) {
        for (let word = 0; word < BAR_WORDS; word++) patterns[at++] = bars[bar * BAR_WORDS + word]!;
      }
      step += PATTERN_BYTES;
    }
  }
  return at === patterns.length ? patterns : undefined;
}

/** The masks as packed bars, BAR_WORDS words each. */
function barsOf(body: DataView, barCount: number): Uint32Array {
  const bars = new Uint32Array(barCount * BAR_WORDS);
  for (let voice = 0; voice < VOICE_COUNT; voice++) {
    for (let bar = 0; bar < barCount; bar++) {
      let mask = body.getUint16(2 * (voice * barCount + bar), true);
      // Bit by bit, the lowest first: most cells are silent, and the device's start waits for this.
      for (; mask !== 0; mask &= mask - 1) {
        const cell = cellIndex(31 - Math.clz32(mask & -mask), voice);
        bars[bar * BAR_WORDS + (cell >>> 5)]! |= 1 << (cell & 31);
      }
    }
  }
  return bars;
}

function masksOfBar(packed: Uint32Array, from: number): BarMasks {
  return Uint16Array.from({ length: VOICE_COUNT }, (_, voice) => {
    let mask = 0;
    for (let step = 0; step < STEPS_PER_BAR; step++) {
      const cell = cellIndex(step, voice);
      mask |= ((packed[from + (cell >>> 5)]! >>> (cell & 31)) & 1) << step;
    }
    return mask;
  });
}

function compareMasks(a: BarMasks, b: BarMasks): number {
  const voice = a.findIndex((mask, at) => mask !== b[at]);
  return voice < 0 ? 0 : a[voice]! - b[voice]!;
}
