import assert from 'node:assert/strict';
import { isCommonplace } from '../../../src/rhythm/rules/commonplace';
import { voiceIndex, type VoiceId } from '../../../src/rhythm/voices';

type Cell = { readonly step: number; readonly voice: number };

function hits(voice: VoiceId, steps: readonly number[]): Cell[] {
  return steps.map((step) => ({ step, voice: voiceIndex(voice) }));
}

const PLAIN = [
  ...hits('kick', [0, 4, 8, 12, 16, 20, 24, 28]),
  ...hits('clap', [4, 12, 20, 28]),
  ...hits('open-hat', [2, 6, 10, 14, 18, 22, 26, 30]),
];

describe('the commonplace', () => {
  it('is kick on the beat, clap on 2 and 4 and hats in 8ths, with two hits more', () => {
    assert.ok(isCommonplace(PLAIN));
    assert.ok(isCommonplace([...PLAIN, ...hits('kick', [15]), ...hits('snare', [31])]));
  });

  it('is not what has three hits of its own', () => {
    assert.ok(!isCommonplace([...PLAIN, ...hits('percussion', [3, 11, 19])]));
    assert.ok(!isCommonplace([...PLAIN, ...hits('closed-hat', [1, 7, 9])]));
    assert.ok(!isCommonplace([...PLAIN, ...hits('clap', [5, 13, 29])]));
  });

  it('has closed hats on all 16ths as well', () => {
    const all = Array.from({ length: 32 }, (_, step) => step);
    const withoutHats = PLAIN.filter(({ voice }) => voice !== voiceIndex('open-hat'));
    assert.ok(isCommonplace([...withoutHats, ...hits('closed-hat', all)]));
    assert.ok(!isCommonplace([...withoutHats, ...hits('closed-hat', all.slice(4))]));
  });
});
