import assert from 'node:assert/strict';
import type { PlacedHit } from '../../../src/rhythm/pattern';
import { breaksOf } from '../../../src/rhythm/rules/rule';
import { secondOpinionOn } from '../../../src/rhythm/rules/second-opinion';
import { rulesOf } from '../../../src/rhythm/rules/style-rules';
import { VOICE_IDS, voiceIndex, type VoiceId } from '../../../src/rhythm/voices';

function hits(voice: VoiceId, steps: readonly number[]): PlacedHit[] {
  return steps.map((step) => ({ step, voice: voiceIndex(voice), velocity: 0.8, offset: 0 }));
}

function every(distance: number, from = 0): number[] {
  return Array.from({ length: Math.ceil((32 - from) / distance) }, (_, at) => from + at * distance);
}

const HOUSE = [
  ...hits('kick', every(4)),
  ...hits('clap', every(8, 4)),
  ...hits('closed-hat', every(2)),
  ...hits('open-hat', every(4, 2)),
];

function broken(of: readonly PlacedHit[]): (readonly [string, number])[] {
  return breaksOf(secondOpinionOn('house'), of).map(({ rule, by }) => [rule.name, by] as const);
}

describe('the second opinion', () => {
  it('finds nothing odd in the plain form of house, and has nothing to say of rock', () => {
    assert.deepEqual(broken(HOUSE), []);
    assert.deepEqual(secondOpinionOn('rock'), []);
  });

  it('shares no rule with those that rhythms are chosen by', () => {
    const chosenBy = new Set([...rulesOf('house'), ...rulesOf('techno')].map(({ name }) => name));
    assert.deepEqual(
      secondOpinionOn('techno').filter(({ name }) => chosenBy.has(name)),
      [],
    );
  });

  it('finds a clap a 16th beside the backbeat odd, on either side', () => {
    for (const step of [3, 5, 27, 29])
      assert.deepEqual(broken([...HOUSE, ...hits('clap', [step])]), [
        ['no clap a 16th beside the backbeat', 1],
      ]);
    assert.deepEqual(broken([...HOUSE, ...hits('clap', [6, 14])]), []);
  });

  it('counts the voices of every step', () => {
    const crowd = VOICE_IDS.filter((voice) => voice !== 'clap' && voice !== 'crash').flatMap((voice) =>
      hits(voice, [9]),
    );
    assert.deepEqual(broken([...HOUSE, ...crowd]), [['at most 5 voices at once', 5]]);
  });

  it('follows a run of percussion over the end of the loop', () => {
    const run = [28, 29, 30, 31, 0, 1, 2];
    assert.deepEqual(broken([...HOUSE, ...hits('percussion', run)]), []);
    assert.deepEqual(broken([...HOUSE, ...hits('percussion', [...run, 3])]), [
      ['at most 7 percussion in a row', 1],
    ]);
    assert.ok(
      broken([...HOUSE, ...hits('percussion', every(1))]).some(
        ([name, by]) => name === 'at most 7 percussion in a row' && by === 25,
      ),
    );
  });

  it('wants bars that share half of their hits', () => {
    const firstBar = hits('closed-hat', [0, 2, 4, 6]);
    const sharing = (count: number): PlacedHit[] => [
      ...firstBar,
      ...hits('closed-hat', [16, 18, 20, 22].slice(0, count)),
      ...hits('open-hat', [16, 18, 20, 22].slice(0, 4 - count)),
    ];
    assert.deepEqual(broken(sharing(2)), []);
    assert.deepEqual(broken(sharing(1)), [['two bars alike by half', 1]]);
  });
});
