// The project's only source of random numbers: seeded streams whose state a checkpoint can hold. Lint forbids
// Math.random. A change to a draw, or to how many words it takes, changes the rhythm of every seed.

import { logit, naturalLogarithm } from './exact-math';
import { standardNormalQuantile } from './normal';

/** The four 32-bit words that a stream of draws goes on from. */
export type RandomState = readonly [number, number, number, number];

/**
 * A seeded stream of random draws: xoshiro128** 1.1 (Blackman & Vigna 2018), seeded through SplitMix64.
 *
 * Only integer arithmetic and exactly rounded IEEE 754 operations are used, so a seed gives the same draws on
 * every machine and engine.
 */
export class Random {
  private readonly words: Uint32Array;

  private constructor(state: RandomState) {
    this.words = Uint32Array.from(state);
  }

  /** A stream from a seed. @throws RangeError unless `seed` is a whole number from 0 to 2⁵³ − 1. */
  static fromSeed(seed: number): Random {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`A seed is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not ${seed}.`);
    }
    return new Random(splitMix64(BigInt(seed)));
  }

  /** The stream that goes on where another was left. @throws RangeError for the all-zero state. */
  static fromState(state: RandomState): Random {
    if (state.every((word) => word === 0)) throw new RangeError('The all-zero state has no stream.');
    return new Random(state);
  }

  /** The present state, for a checkpoint. */
  get state(): RandomState {
    const [a = 0, b = 0, c = 0, d = 0] = this.words;
    return [a, b, c, d];
  }

  uint32(): number {
    const words = this.words;
    const s0 = words[0]!;
    const s1 = words[1]!;
    const s2 = words[2]!;
    const s3 = words[3]!;
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    words[0] = s0 ^ s3 ^ s1;
    words[1] = s1 ^ s2 ^ s0;
    words[2] = s2 ^ s0 ^ (s1 << 9);
    words[3] = rotateLeft(s3 ^ s1, 11);
    return result;
  }

  /** A number in [0, 1) with 32 random bits. */
  uniform(): number {
    return this.uint32() / 2 ** 32;
  }

  /** A whole number in [0, end), without modulo bias. */
  integer(end: number): number {
    if (!Number.isInteger(end) || end < 1 || end > 2 ** 32) throw new RangeError(`No integers below ${end}.`);
    const limit = 2 ** 32 - (2 ** 32 % end);
    let draw = this.uint32();
    while (draw >= limit) draw = this.uint32();
    return draw % end;
  }

  /** A standard normal number, by inversion. */
  normal(): number {
    return standardNormalQuantile((this.uint32() + 0.5) / 2 ** 32);
  }

  /** A number of the standard logistic distribution, by inversion. */
  logistic(): number {
    return logit((this.uint32() + 0.5) / 2 ** 32);
  }

  /** A number of the standard Gumbel distribution, by inversion. */
  gumbel(): number {
    return -naturalLogarithm(-naturalLogarithm((this.uint32() + 0.5) / 2 ** 32));
  }

  /** One of the items. @throws RangeError when there is none. */
  choice<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('There is nothing to choose from.');
    return items[this.integer(items.length)] as T;
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** The items in a random order (Fisher–Yates), as a new array. */
  shuffled<T>(items: readonly T[]): T[] {
    const order = [...items];
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      [order[last], order[other]] = [order[other] as T, order[last] as T];
    }
    return order;
  }

  /** A new stream seeded by this one, for work that should not shift this stream's later draws. */
  fork(): Random {
    return Random.fromSeed(this.uint32() * 2 ** 21 + (this.uint32() >>> 11));
  }
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** SplitMix64 (Steele, Lea & Flood 2014), two outputs split into four words: the seeding its authors advise. */
function splitMix64(seed: bigint): RandomState {
  const mask = (1n << 64n) - 1n;
  let state = seed;
  const next = (): bigint => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  };
  const first = next();
  const second = next();
  const low = (value: bigint): number => Number(value & 0xffffffffn);
  return [low(first), low(first >> 32n), low(second), low(second >> 32n)];
}
