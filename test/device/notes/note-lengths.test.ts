import assert from 'node:assert/strict';
import fc from 'fast-check';
import { notesOfRhythm, type Playing } from '../../../src/device/notes/clip-notes';
import { GENERAL_MIDI_KIT, kitOf } from '../../../src/device/notes/drum-rack-kit';
import { PLAIN_VOICES, withVoice } from '../../../src/device/notes/voice-settings';
import { CLAP, CLOSED_HAT, OPEN_HAT, VOICES } from '../../../src/rhythm/voices';

const CHOKED: Playing = { voices: PLAIN_VOICES, chokesHats: true };

/** Hits as [step, voice, offset]. */
type Hit = readonly [step: number, voice: number, offset?: number];

/** Start and length of the notes of a voice in one bar, in thousandths of a beat. */
function lengthsOf(voice: number, hits: readonly Hit[], playing: Partial<Playing> = CHOKED): number[][] {
  const rhythm = { bars: 1, hits: hits.flatMap(([step, each, offset = 0]) => [step, each, 100, offset]) };
  return notesOfRhythm(rhythm, GENERAL_MIDI_KIT, playing)
    .filter(({ pitch }) => pitch === VOICES[voice]!.note)
    .map(({ startBeats, durationBeats }) =>
      [startBeats, durationBeats].map((beats) => Math.round(1000 * beats)),
    );
}

describe('the length of a hat', () => {
  it('lets an open one ring for an 8th, so that the off-beat one ends on the beat', () => {
    assert.deepEqual(lengthsOf(OPEN_HAT, [[2, OPEN_HAT]]), [[500, 500]]);
  });

  it('ends it where the other hat begins, also between two steps', () => {
    const hits: Hit[] = [
      [2, OPEN_HAT],
      [3, CLOSED_HAT, -30],
      [3, CLAP],
      [7, CLOSED_HAT],
      [8, OPEN_HAT, -30],
      [8, OPEN_HAT + 1],
    ];
    assert.deepEqual(lengthsOf(OPEN_HAT, hits), [
      [500, 188],
      [1938, 500],
    ]);
    assert.deepEqual(lengthsOf(CLOSED_HAT, hits), [
      [688, 250],
      [1750, 188],
    ]);
    assert.deepEqual(lengthsOf(CLAP, hits), [[750, 250]]);
  });

  it('ends an open one at the next open one and at the end of the clip', () => {
    const hits: Hit[] = [
      [13, OPEN_HAT],
      [14, OPEN_HAT],
      [15, OPEN_HAT],
    ];
    assert.deepEqual(lengthsOf(OPEN_HAT, hits), [
      [3250, 250],
      [3500, 250],
      [3750, 250],
    ]);
  });

  it('is not cut by a hat that is muted, nor by one that is struck together with it', () => {
    const voices = withVoice(PLAIN_VOICES, CLOSED_HAT, (each) => ({ ...each, isMuted: true }));
    const hits: Hit[] = [
      [2, OPEN_HAT],
      [3, CLOSED_HAT],
    ];
    assert.deepEqual(lengthsOf(OPEN_HAT, hits, { voices, chokesHats: true }), [[500, 500]]);
    const together: Hit[] = [
      [2, OPEN_HAT],
      [2, CLOSED_HAT],
    ];
    assert.deepEqual(lengthsOf(OPEN_HAT, together), [[500, 500]]);
  });

  it('is a 16th like that of every drum when the hats do not choke', () => {
    const hits: Hit[] = [
      [2, OPEN_HAT],
      [3, CLOSED_HAT, -30],
    ];
    assert.deepEqual(lengthsOf(OPEN_HAT, hits, {}), [[500, 250]]);
  });

  it('never lets two hats sound at once, whatever the rhythm and the kit', () => {
    const hit = fc.tuple(
      fc.integer({ min: 0, max: 15 }),
      fc.constantFrom(CLOSED_HAT, OPEN_HAT, CLAP),
      fc.integer({ min: 1, max: 127 }),
      fc.integer({ min: -60, max: 60 }),
    );
    const kits = [GENERAL_MIDI_KIT, kitOf([{ note: 42, name: 'Hat' }])];
    fc.assert(
      fc.property(fc.array(hit, { maxLength: 30 }), fc.constantFrom(...kits), (hits, kit) => {
        const hats = notesOfRhythm({ bars: 1, hits: hits.flat() }, kit, CHOKED)
          .filter(({ pitch }) => pitch !== VOICES[CLAP]!.note)
          .sort((a, b) => a.startBeats - b.startBeats);
        for (const [at, hat] of hats.entries()) {
          assert.ok(hat.durationBeats > 0);
          for (const next of hats.slice(at + 1)) {
            if (next.startBeats - hat.startBeats < 0.01) continue;
            assert.ok(hat.startBeats + hat.durationBeats <= next.startBeats + 1e-9);
          }
        }
      }),
    );
  });
});
