import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patternOfMidi, readMidi, writeMidi } from '../../src/midi';
import { hitsOf, patternFromHits, type Pattern } from '../../src/rhythm/pattern';
import { STEPS_PER_BAR } from '../../src/rhythm/grid';
import { VOICES, VOICE_COUNT } from '../../src/rhythm/voices';

const OPTIONS = { tempoBpm: 124, trackName: 'House' };
/** One tick of 120 a step, and what a 32-bit float adds to it. */
const ONE_TICK = 1 / 120 + 1e-6;

/** Patterns of 1–8 bars with any velocity and offset in any cell. */
const patterns: fc.Arbitrary<Pattern> = fc.integer({ min: 1, max: 8 }).chain((bars) =>
  fc
    .array(
      fc.record({
        step: fc.integer({ min: 0, max: bars * STEPS_PER_BAR - 1 }),
        voice: fc.integer({ min: 0, max: VOICE_COUNT - 1 }),
        velocity: fc.double({ min: 0.001, max: 1, noNaN: true }),
        offset: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
      }),
      { maxLength: 200 },
    )
    .map((hits) => patternFromHits(bars, hits)),
);

function assertSame(read: Pattern, written: Pattern): void {
  assert.equal(read.bars, written.bars);
  const expected = hitsOf(written);
  const actual = hitsOf(read);
  assert.deepEqual(
    actual.map(({ step, voice }) => [step, voice]),
    expected.map(({ step, voice }) => [step, voice]),
  );
  expected.forEach((hit, index) => {
    const { velocity, offset } = actual[index]!;
    assert.ok(Math.abs(velocity - hit.velocity) <= 1 / 127 + 1e-6, `velocity ${velocity}, ${hit.velocity}`);
    // A file has no time before zero: an early first step is written on the beat.
    const due = hit.step === 0 ? Math.max(0, hit.offset) : hit.offset;
    assert.ok(Math.abs(offset - due) <= ONE_TICK, `step ${hit.step}: offset ${offset}, not ${due}`);
  });
}

describe('a pattern written as MIDI and read back', () => {
  it('is the same pattern, so that a clip survives a trip through a file', () => {
    fc.assert(
      fc.property(patterns, (pattern) => {
        fc.pre(hitsOf(pattern).length > 0);
        assertSame(patternOfMidi(readMidi(writeMidi(pattern, OPTIONS))), pattern);
      }),
      { numRuns: 300, seed: 909 },
    );
  });

  for (const [voice, { label }] of VOICES.entries()) {
    it(`keeps ${label.toLowerCase()} on every step, even where neighbours meet half a step off the grid`, () => {
      const hits = Array.from({ length: 32 }, (_, step) => ({
        step,
        voice,
        velocity: (step + 1) / 127,
        offset: step % 2 === 0 ? 0.5 : -0.5,
      }));
      const pattern = patternFromHits(2, hits);
      assertSame(patternOfMidi(readMidi(writeMidi(pattern, OPTIONS))), pattern);
    });
  }

  it('keeps velocities of k/127 and offsets of k/120 exactly, because the engine makes those', () => {
    const hits = Array.from({ length: 127 }, (_, index) => ({
      step: index + 1,
      voice: index % VOICE_COUNT,
      velocity: (index + 1) / 127,
      offset: ((index % 119) - 59) / 120,
    }));
    const pattern = patternFromHits(8, hits);
    assert.deepEqual(hitsOf(patternOfMidi(readMidi(writeMidi(pattern, OPTIONS)))), hitsOf(pattern));
  });
});
