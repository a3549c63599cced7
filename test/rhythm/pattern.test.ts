import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CHANNEL_COUNT, UNIT_CELLS, gridIndex } from '../../src/rhythm/grid';
import {
  concatPatterns,
  emptyPattern,
  hitAt,
  hitCount,
  hitsOf,
  mapHits,
  patternFromHits,
  sliceBars,
} from '../../src/rhythm/pattern';
import { VOICES, VOICE_COUNT, voiceIndex, voiceIndexOfNote } from '../../src/rhythm/voices';
import { anyPattern, patternOf } from '../support/patterns';

describe('the grid', () => {
  it('gives every channel of every cell a place of its own', () => {
    const places = new Set<number>();
    for (let step = 0; step < 32; step++) {
      for (let voice = 0; voice < VOICE_COUNT; voice++) {
        for (const channel of [0, 1, 2] as const) places.add(gridIndex(step, voice, channel));
      }
    }
    assert.equal(places.size, UNIT_CELLS * CHANNEL_COUNT);
    assert.equal(Math.max(...places), places.size - 1);
  });
});

describe('a pattern', () => {
  it('is the same after its hits are taken out and put back', () => {
    fc.assert(
      fc.property(anyPattern(), (pattern) => {
        assert.deepEqual(patternFromHits(pattern.bars, hitsOf(pattern)), pattern);
      }),
    );
  });

  it('is the same after it is cut into bars and joined again', () => {
    fc.assert(
      fc.property(anyPattern(4), (pattern) => {
        const bars = [0, 1, 2, 3].map((bar) => sliceBars(pattern, bar, 1));
        assert.deepEqual(concatPatterns(bars), pattern);
      }),
    );
  });

  it('keeps the louder of two hits in one cell, whichever comes first', () => {
    const soft = { step: 3, voice: 1, velocity: 0.25, offset: 0.25 };
    const loud = { step: 3, voice: 1, velocity: 0.75, offset: -0.25 };
    for (const hits of [
      [soft, loud],
      [loud, soft],
    ]) {
      assert.deepEqual(hitAt(patternFromHits(1, hits), 3, 1), { velocity: 0.75, offset: -0.25 });
    }
  });

  it('never holds a hit without a velocity, since MIDI would read it as a release', () => {
    const pattern = patternFromHits(1, [{ step: 0, voice: 0, velocity: 0, offset: 0 }]);
    assert.ok(hitAt(pattern, 0, 0)!.velocity > 0);
  });

  it('clamps a hit to its own step, so that no two hits change places', () => {
    const pattern = patternFromHits(1, [{ step: 4, voice: 0, velocity: 2, offset: 0.9 }]);
    assert.deepEqual(hitAt(pattern, 4, 0), { velocity: 1, offset: 0.5 });
  });

  it('refuses hits outside its bars', () => {
    assert.throws(
      () => patternFromHits(1, [{ step: 16, voice: 0, velocity: 1, offset: 0 }]),
      /outside 1 bars/,
    );
    assert.throws(() => emptyPattern(0), RangeError);
    assert.throws(() => sliceBars(emptyPattern(2), 1, 2), RangeError);
  });

  it('loses the hits that a change silences and leaves the original alone', () => {
    const pattern = patternOf({ kick: 'x...x...x...x...', 'closed-hat': '..x...x...x...x.' });
    const kicks = mapHits(pattern, (hit) => (hit.voice === voiceIndex('kick') ? hit : undefined));
    assert.equal(hitCount(kicks), 4);
    assert.equal(hitCount(pattern), 8);
  });
});

describe('a voice', () => {
  it('is read back from the note it is written as', () => {
    VOICES.forEach((voice, index) => {
      assert.equal(voiceIndexOfNote(voice.note), index);
    });
  });

  it('shares no note with another, or a hit would be read as two', () => {
    const notes = VOICES.flatMap((voice) => [...voice.notesRead]);
    assert.equal(new Set(notes).size, notes.length);
  });

  it('is recognised by name on the pads of the kits that ship with Live', () => {
    const names = {
      'Kick 909 1': 'kick',
      BD: 'kick',
      'Bass Drum': 'kick',
      'Sub Bass': undefined,
      'Snare 909': 'snare',
      'Rim 909': 'rim',
      Sidestick: 'rim',
      'Clap 909': 'clap',
      'Hihat Closed 909': 'closed-hat',
      'Closed Hat': 'closed-hat',
      'HH Open': 'open-hat',
      'Hihat Open 909': 'open-hat',
      'Tom Low 909': 'low-tom',
      'Mid Tom': 'mid-tom',
      'Tom Hi': 'high-tom',
      'Crash 909': 'crash',
      'Ride 909': 'ride',
      Shaker: 'percussion',
      'Conga Hi': 'percussion',
      Cowbell: 'percussion',
    } as const;
    for (const [name, id] of Object.entries(names)) {
      // The order of recognition puts the open hat before the closed one, whose "hat" and "hihat" match both.
      const order = [...VOICES].sort((a, b) => Number(b.id === 'open-hat') - Number(a.id === 'open-hat'));
      assert.equal(order.find((voice) => voice.padName.test(name))?.id, id, name);
    }
  });
});
