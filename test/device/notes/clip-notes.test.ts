import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GENERAL_MIDI_KIT, kitOf } from '../../../src/device/notes/drum-rack-kit';
import {
  changesBetween,
  fitted,
  NOTE_DEFAULTS,
  notesInside,
  notesOfRhythm,
  sameNotes,
  spanOf,
  sparing,
  type ClipNote,
} from '../../../src/device/notes/clip-notes';
import type { GeneratedWireRhythm } from '../../../src/device/protocol/payloads';
import { voiceIndex } from '../../../src/rhythm/voices';

const note = (pitch: number, startBeats: number, more: Partial<ClipNote> = {}): ClipNote => ({
  ...NOTE_DEFAULTS,
  pitch,
  startBeats,
  durationBeats: 0.25,
  velocity: 100,
  ...more,
});

const rhythm = (hits: readonly number[], bars = 1): GeneratedWireRhythm => ({
  seed: 1,
  style: 'house',
  bars,
  tempo: 124,
  hits,
});

const region = (startBeats: number, endBeats: number) => ({ startBeats, endBeats });

/** Any hits of one bar, in the flat form. */
const anyHits = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 15 }),
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 1, max: 127 }),
      fc.integer({ min: -60, max: 60 }),
    ),
    { maxLength: 60 },
  )
  .map((hits) => hits.flat());

function assertNoOverlap(notes: readonly ClipNote[]): void {
  for (const a of notes) {
    assert.ok(a.durationBeats > 0);
    for (const b of notes) {
      if (a === b || a.pitch !== b.pitch || b.startBeats < a.startBeats) continue;
      assert.ok(b.startBeats > a.startBeats, 'two notes of a pitch begin together');
      assert.ok(a.startBeats + a.durationBeats <= b.startBeats + 1e-9, 'a note sounds into the next');
    }
  }
}

describe('a note of a rhythm', () => {
  it('keeps velocity and offset, a 120th of a step being a 480th of a beat', () => {
    const [first, second] = notesOfRhythm(rhythm([4, 0, 90, 12, 8, 1, 127, -30]), GENERAL_MIDI_KIT);
    assert.deepEqual([first?.pitch, first?.velocity, first?.startBeats], [36, 90, 1.025]);
    assert.deepEqual([second?.pitch, second?.velocity, second?.startBeats], [38, 127, 1.9375]);
  });

  it('never begins before the clip, where Live would not play it', () => {
    assert.equal(notesOfRhythm(rhythm([0, 0, 90, -60]), GENERAL_MIDI_KIT)[0]?.startBeats, 0);
  });

  it('never overlaps another on its pitch and never sounds past the end, because Live would cut it', () => {
    const kit = kitOf([
      { note: 36, name: 'Kick' },
      { note: 39, name: 'Clap' },
      { note: 42, name: 'Hat' },
    ]);
    fc.assert(
      fc.property(anyHits, (hits) => {
        const notes = notesOfRhythm(rhythm(hits), kit);
        assertNoOverlap(notes);
        for (const each of notes) assert.ok(each.startBeats + each.durationBeats <= 4 + 1e-9);
      }),
    );
  });

  it('is the louder of two voices that share a pad at one moment', () => {
    const kit = kitOf([{ note: 39, name: 'Clap' }]);
    const hits = [4, voiceIndex('snare'), 70, 0, 4, voiceIndex('clap'), 110, 0];
    assert.deepEqual(
      notesOfRhythm(rhythm(hits), kit).map(({ pitch, velocity }) => [pitch, velocity]),
      [[39, 110]],
    );
  });

  it('is left out where its voice is silent', () => {
    const kit = kitOf([{ note: 36, name: 'Kick' }]);
    assert.deepEqual(notesOfRhythm(rhythm([0, voiceIndex('ride'), 90, 0]), kit), []);
  });
});

describe('fitting notes into a loop', () => {
  it('repeats a short rhythm to the end of a long loop', () => {
    const starts = fitted([note(36, 0), note(38, 1)], region(0, 4), region(8, 16)).map((n) => n.startBeats);
    assert.deepEqual(starts, [8, 9, 12, 13]);
  });

  it('cuts a long rhythm at the end of a short loop, tails included', () => {
    const laid = fitted([note(36, 0), note(36, 2.9), note(36, 3.5)], region(0, 4), region(1, 4));
    assert.deepEqual(
      laid.map((n) => [n.startBeats, Math.round(n.durationBeats * 1000)]),
      [
        [1, 250],
        [3.9, 100],
      ],
    );
  });

  it('gives the same stretch its notes back bit for bit, tails past the end included', () => {
    const notes = [note(36, 1.1, { durationBeats: 7 }), note(40, 3.3333333333333335)];
    assert.deepEqual(fitted(notes, region(1, 4), region(1, 4)), notes);
  });
});

describe('a note outside the loop', () => {
  it('is not cut by a new note when it sounds into the loop', () => {
    const held = note(36, 3, { durationBeats: 2 });
    const fresh = [note(36, 4), note(36, 5), note(38, 4)];
    assert.deepEqual(sparing(fresh, [held], region(4, 8)), [fresh[1], fresh[2]]);
  });

  it('is not covered when it begins behind the loop: a new note of its pitch ends before it', () => {
    const behind = note(36, 9);
    const [held, other] = sparing(
      [note(36, 7, { durationBeats: 3 }), note(38, 7, { durationBeats: 3 })],
      [behind, note(36, 5)],
      region(4, 8),
    );
    assert.deepEqual([held?.durationBeats, other?.durationBeats], [2, 3]);
  });

  it('is not reached by the span of a loop on triplets at whose end it begins', () => {
    const triplets = region(7 / 12, 20 / 12);
    assert.ok(triplets.startBeats + (triplets.endBeats - triplets.startBeats) > triplets.endBeats);
    fc.assert(
      fc.property(
        fc.double({ min: -64, max: 64, noNaN: true }),
        fc.double({ min: 0.01, max: 256, noNaN: true }),
        (start, length) => {
          for (const each of [triplets, region(start, start + length)]) {
            const span = spanOf(each);
            assert.ok(each.startBeats + span <= each.endBeats);
            assert.ok(Math.abs(span - (each.endBeats - each.startBeats)) < 1e-9);
          }
        },
      ),
    );
  });

  it('is told apart by where it begins, as in Live', () => {
    const notes = [note(36, 3.9), note(36, 4), note(36, 7.999), note(36, 8)];
    assert.deepEqual(
      notesInside(notes, region(4, 8)).map((n) => n.startBeats),
      [4, 7.999],
    );
  });

  it('compares equal in any order of the list, but not when a single property differs', () => {
    const a = [note(36, 0), note(38, 1)];
    assert.ok(sameNotes(a, [...a].reverse()));
    assert.ok(!sameNotes(a, [note(36, 0), note(38, 1, { probability: 0.5 })]));
    assert.ok(!sameNotes(a, [note(36, 0)]));
  });
});

describe('the changes between two lists of notes', () => {
  it('are the fewest: what moved, what is other, what went and what came', () => {
    const [kick, clap, hat] = [note(36, 0), note(39, 1), note(42, 0.5)];
    const [louder, later] = [
      { ...clap, velocity: 127 },
      { ...hat, startBeats: 0.75 },
    ];
    assert.deepEqual(changesBetween([kick, clap, hat], [kick, louder, later]), {
      removed: [],
      changed: [
        { from: clap, to: louder },
        { from: hat, to: later },
      ],
      added: [],
    });
    assert.deepEqual(changesBetween([kick, clap], [kick, louder, hat]), {
      removed: [],
      changed: [{ from: clap, to: louder }],
      added: [hat],
    });
    assert.deepEqual(changesBetween([kick, clap], [hat]), {
      removed: [kick, clap],
      changed: [],
      added: [hat],
    });
    assert.deepEqual(changesBetween([kick], [hat]), { removed: [kick], changed: [], added: [hat] });
    assert.deepEqual(changesBetween([kick], [{ ...kick }]), { removed: [], changed: [], added: [] });
  });
});
