import assert from 'node:assert/strict';
import { LEAST_APART, Spread } from '../../../src/corpus/clips/spread';
import { UNIT_BARS } from '../../../src/rhythm/grid';
import { type Pattern, patternFromHits } from '../../../src/rhythm/pattern';
import { type VoiceId, voiceIndex } from '../../../src/rhythm/voices';

function pattern(voices: Partial<Record<VoiceId, readonly number[]>>): Pattern {
  const hits = Object.entries(voices).flatMap(([id, steps]) =>
    steps.map((step) => ({ step, voice: voiceIndex(id as VoiceId), velocity: 0.8, offset: 0 })),
  );
  return patternFromHits(UNIT_BARS, hits);
}

describe('patterns that are to be apart', () => {
  const beats = [0, 4, 8, 12, 16, 20, 24, 28];
  const hats = beats.map((step) => step + 2);
  const first = pattern({ kick: beats, clap: [4, 12, 20, 28], 'open-hat': hats });
  const spread = new Spread();
  before(() => {
    spread.add(first);
  });

  it('differ in some cells from each one before', () => {
    const more = (count: number): Pattern =>
      pattern({
        kick: beats,
        clap: [4, 12, 20, 28],
        'open-hat': hats,
        percussion: hats.slice(0, count),
      });
    assert.equal(spread.isApart(first), false);
    assert.equal(spread.isApart(more(LEAST_APART - 1)), false);
    assert.equal(spread.isApart(more(LEAST_APART)), true);
  });

  it('are not apart for lacking a kick on the beat or a backbeat', () => {
    assert.equal(spread.isApart(pattern({ 'open-hat': hats })), false);
    assert.equal(spread.isApart(pattern({ kick: beats, snare: [4, 12, 20, 28], 'open-hat': hats })), false);
    assert.equal(
      spread.isApart(pattern({ kick: [...beats, 3, 7, 11, 15], 'open-hat': hats })),
      true,
      'kicks beside the beat count',
    );
  });
});
