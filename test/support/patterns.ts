import fc from 'fast-check';
import { STEPS_PER_BAR } from '../../src/rhythm/grid';
import { patternFromHits, type Pattern } from '../../src/rhythm/pattern';
import { VOICE_COUNT, voiceIndex, type VoiceId } from '../../src/rhythm/voices';

/** A pattern from one line a voice: `x` is a hit at velocity 0.8, `X` at 1, `.` a rest; a bar is 16 characters. */
export function patternOf(lines: Partial<Record<VoiceId, string>>): Pattern {
  const entries = Object.entries(lines) as [VoiceId, string][];
  const steps = Math.max(...entries.map(([, line]) => line.length));
  return patternFromHits(
    steps / STEPS_PER_BAR,
    entries.flatMap(([voice, line]) =>
      [...line].flatMap((mark, step) =>
        mark === '.' ? [] : [{ step, voice: voiceIndex(voice), velocity: mark === 'X' ? 1 : 0.8, offset: 0 }],
      ),
    ),
  );
}

/** Any pattern at the resolution of MIDI files, silent ones included. */
export function anyPattern(bars = 2): fc.Arbitrary<Pattern> {
  const hit = fc.record({
    step: fc.nat(bars * STEPS_PER_BAR - 1),
    voice: fc.nat(VOICE_COUNT - 1),
    velocity: fc.integer({ min: 1, max: 127 }).map((level) => level / 127),
    offset: fc.integer({ min: -60, max: 60 }).map((ticks) => ticks / 120),
  });
  return fc.array(hit, { maxLength: 96 }).map((hits) => patternFromHits(bars, hits));
}
