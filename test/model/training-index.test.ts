import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deflated } from '../../src/model/deflate';
import { UNIT_WORDS, createTrainingIndex } from '../../src/model/training-index';
import { readTrainingIndex, writeTrainingIndex } from '../../src/model/training-index-file';
import { hammingDistance, packHits } from '../../src/rhythm/distance';
import { hitCount, type Pattern } from '../../src/rhythm/pattern';
import { anyPattern, patternOf } from '../support/patterns';

const HEAD_BYTES = 16;

function rowsOf(words: Uint32Array): string[] {
  const count = words.length / UNIT_WORDS;
  return Array.from({ length: count }, (_, row) =>
    words.subarray(row * UNIT_WORDS, (row + 1) * UNIT_WORDS).join(),
  );
}

/** An index over patterns as the engine makes it. */
function indexOver(patterns: readonly Pattern[]) {
  const words = new Uint32Array(patterns.length * UNIT_WORDS);
  patterns.forEach((pattern, at) => {
    words.set(packHits(pattern), at * UNIT_WORDS);
  });
  return createTrainingIndex(words);
}

const somePatterns = fc.array(anyPattern(2), { minLength: 1, maxLength: 12 });

describe('the file of training patterns', () => {
  it('holds every pattern once, whatever their order, in the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(somePatterns, async (patterns) => {
        const packed = patterns.map(packHits);
        const { bytes, patterns: count } = await writeTrainingIndex(packed);
        const rows = rowsOf(await readTrainingIndex(bytes));
        assert.deepEqual([...rows].sort(), [...new Set(packed.map((words) => words.join()))].sort());
        assert.equal(rows.length, count);
        assert.deepEqual((await writeTrainingIndex([...packed, packed[0]!].reverse())).bytes, bytes);
      }),
      { numRuns: 50 },
    );
  });

  it('is refused in a sentence where it is damaged anywhere, cut short or of another version', async () => {
    const { bytes } = await writeTrainingIndex(
      fc.sample(anyPattern(2), { numRuns: 40, seed: 1 }).map(packHits),
    );
    const refuses = (
      changed: Uint8Array,
      words = /^originality\.bin is not an index of training patterns \(.+\)\. Export/,
    ) => assert.rejects(readTrainingIndex(changed), { message: words });
    for (let at = 0; at < bytes.length; at += at < HEAD_BYTES ? 1 : 37) {
      const flipped = Uint8Array.from(bytes);
      flipped[at]! ^= 0x11;
      await refuses(flipped);
    }
    await refuses(bytes.subarray(0, 7), /it is too short/);
    await refuses(bytes.subarray(0, bytes.length - 9), /it is damaged/);
    const later = Uint8Array.from(bytes);
    later[4] = 2;
    await refuses(later, /it is version 2, not 1/);
  });

  it('is refused where its numbers contradict each other, though no byte is damaged', async () => {
    const { bytes } = await writeTrainingIndex([packHits(patternOf({ kick: 'x...'.repeat(8) }))]);
    const body = await deflated(new Uint8Array(24 + 4 + 4)); // one bar that no pattern begins with
    const contrary = new Uint8Array(HEAD_BYTES + body.length);
    contrary.set(bytes.subarray(0, HEAD_BYTES));
    contrary.set(body, HEAD_BYTES);
    await assert.rejects(readTrainingIndex(contrary), /its counts do not match/);
    await assert.rejects(writeTrainingIndex([]), RangeError);
  });
});

describe('the index of training patterns', () => {
  it('finds the nearest pattern that a search through all of them finds', () => {
    fc.assert(
      fc.property(somePatterns, anyPattern(2), (patterns, asked) => {
        const index = indexOver(patterns);
        const packed = packHits(asked);
        const distances = patterns.map((pattern) => hammingDistance(packHits(pattern), packed));
        const { distance, hits } = index.nearest(packed);
        assert.equal(distance, Math.min(...distances));
        assert.equal(index.has(packed), distance === 0);
        const nearest = patterns.filter((_, at) => distances[at] === distance);
        assert.ok(nearest.some((pattern) => hits === (hitCount(pattern) + hitCount(asked) + distance) / 2));
      }),
    );
  });

  it('has every pattern that went into it', () => {
    fc.assert(
      fc.property(somePatterns, (patterns) => {
        const index = indexOver(patterns);
        assert.ok(patterns.every((pattern) => index.has(packHits(pattern))));
      }),
    );
  });

  it('refuses to be empty, since it would call everything original', () => {
    assert.throws(() => createTrainingIndex(new Uint32Array()), RangeError);
  });
});
