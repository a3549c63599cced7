import assert from 'node:assert/strict';
import { patternFromHits, type PlacedHit } from '../../../src/rhythm/pattern';
import { heardUnits, keepsRules, breaksOf, type Rule } from '../../../src/rhythm/rules/rule';
import { STYLE_RULES, rulesOf } from '../../../src/rhythm/rules/style-rules';
import { voiceIndex, type VoiceId } from '../../../src/rhythm/voices';

function hits(voice: VoiceId, steps: readonly number[], velocity = 0.8): PlacedHit[] {
  return steps.map((step) => ({ step, voice: voiceIndex(voice), velocity, offset: 0 }));
}

const BEATS = [0, 4, 8, 12, 16, 20, 24, 28];
const HOUSE = [
  ...hits('kick', BEATS),
  ...hits('clap', [4, 12, 20, 28]),
  ...hits('open-hat', [2, 6, 10, 14, 18, 22, 26, 30]),
];

function brokenBy(style: string, of: readonly PlacedHit[]): string[] {
  return breaksOf(rulesOf(style), of).map(({ rule }) => rule.name);
}

describe('the rules of styles', () => {
  it('keep the plain form of house', () => {
    assert.deepEqual(brokenBy('house', HOUSE), []);
    assert.deepEqual(brokenBy('techno', HOUSE), []);
  });

  it('want a kick on every beat of both bars', () => {
    const broken = breaksOf(
      rulesOf('house'),
      HOUSE.filter(({ step, voice }) => voice !== 0 || step < 24),
    );
    assert.deepEqual(
      broken.map(({ rule, by }) => [rule.name, by]),
      [['kick on every beat', 2]],
    );
  });

  it('want a clap, snare or rim on 2 and 4 of house and not of techno', () => {
    const late = HOUSE.map((hit) =>
      hit.voice === voiceIndex('clap') ? { ...hit, step: hit.step + 1 } : hit,
    );
    assert.deepEqual(brokenBy('house', late), ['clap, snare or rim on 2 and 4']);
    assert.deepEqual(brokenBy('techno', late), []);
    const mixed = late.map((hit, at) =>
      hit.voice === voiceIndex('clap')
        ? { ...hit, step: hit.step - 1, voice: voiceIndex(at % 2 === 0 ? 'rim' : 'snare') }
        : hit,
    );
    assert.deepEqual(brokenBy('house', mixed), []);
  });

  it('bound percussion, toms, kicks off the beat and hits', () => {
    const steps = (count: number): number[] => Array.from({ length: count }, (_, step) => step);
    assert.deepEqual(brokenBy('house', [...HOUSE, ...hits('percussion', steps(24))]), []);
    assert.deepEqual(brokenBy('house', [...HOUSE, ...hits('percussion', steps(25))]), [
      'percussion at most 24',
    ]);
    const toms = [...hits('low-tom', steps(4)), ...hits('high-tom', steps(3))];
    assert.deepEqual(brokenBy('house', [...HOUSE, ...toms]), ['toms at most 6']);
    assert.deepEqual(brokenBy('house', [...HOUSE, ...hits('kick', [1, 3, 5, 7, 9])]), [
      'kicks off the beat at most 4',
    ]);
    const crowd = [...hits('snare', steps(32)), ...hits('rim', steps(21))];
    assert.deepEqual(brokenBy('house', [...HOUSE, ...crowd]), ['10 to 72 hits']);
  });

  it('want hats or percussion between the beats, and even kicks', () => {
    const without = HOUSE.filter(({ voice }) => voice !== voiceIndex('open-hat'));
    assert.deepEqual(brokenBy('house', [...without, ...hits('percussion', [2, 6, 10])]), [
      'hats or percussion on half of the off-beats',
    ]);
    assert.deepEqual(brokenBy('house', [...without, ...hits('percussion', [2, 6, 10, 14])]), []);
    const uneven = HOUSE.map((hit) =>
      hit.voice === 0 && hit.step % 8 === 0 ? { ...hit, velocity: 0.4 } : hit,
    );
    assert.deepEqual(brokenBy('house', uneven), ['even kicks']);
  });

  it('hear a single bar twice and longer rhythms two bars at a time', () => {
    const bar = patternFromHits(
      1,
      HOUSE.filter(({ step }) => step < 16),
    );
    assert.equal(keepsRules(rulesOf('house'), bar), true);
    const four = patternFromHits(4, [
      ...HOUSE,
      ...HOUSE.slice(1).map((hit) => ({ ...hit, step: hit.step + 32 })),
    ]);
    assert.equal(heardUnits(four).length, 2);
    assert.equal(keepsRules(rulesOf('house'), four), false);
  });

  it('are none for a style that nothing is known of', () => {
    assert.deepEqual(rulesOf('a style of mine'), []);
    assert.equal(keepsRules(rulesOf('a style of mine'), patternFromHits(2, [])), true);
  });

  it('have names that are unique within a style, and bounds that can be met', () => {
    const bounds = (rule: Rule): boolean => rule.kind !== 'count' || rule.least <= rule.most;
    for (const { style, rules, source } of STYLE_RULES) {
      assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length, style);
      assert.ok(rules.every(bounds), style);
      assert.ok(source.length > 0);
    }
  });
});
