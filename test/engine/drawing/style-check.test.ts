import assert from 'node:assert/strict';
import { mended } from '../../../src/engine/drawing/mend';
import { type StyleCheck, breakPenalty, withinReach } from '../../../src/engine/drawing/style-check';
import { keepMask } from '../../../src/engine/network/kept';
import { UNIT_BARS } from '../../../src/rhythm/grid';
import { type PlacedHit, patternFromHits } from '../../../src/rhythm/pattern';
import { rulesOf } from '../../../src/rhythm/rules/style-rules';
import { type VoiceId, voiceIndex } from '../../../src/rhythm/voices';

const HOUSE: StyleCheck = { rules: rulesOf('house'), isOneBar: false };
const BEATS = [0, 4, 8, 12, 16, 20, 24, 28];
const OFF_BEATS = BEATS.map((step) => step + 2);

function hits(voice: VoiceId, steps: readonly number[], velocity = 0.8): PlacedHit[] {
  return steps.map((step) => ({ step, voice: voiceIndex(voice), velocity, offset: 0 }));
}

function namesOf({ rules }: StyleCheck): string[] {
  return rules.map(({ name }) => name);
}

describe('the check of a style', () => {
  const plain = [...hits('kick', BEATS), ...hits('clap', [4, 12, 20, 28]), ...hits('open-hat', OFF_BEATS)];

  it('has a penalty for each broken rule, the larger the farther it is from being kept', () => {
    assert.equal(breakPenalty(HOUSE, plain), 0);
    const without = (count: number): PlacedHit[] => plain.filter((hit, at) => hit.voice !== 0 || at >= count);
    assert.ok(breakPenalty(HOUSE, without(1)) > 0);
    assert.ok(breakPenalty(HOUSE, without(2)) > breakPenalty(HOUSE, without(1)));
    assert.ok(breakPenalty(HOUSE, []) > breakPenalty(HOUSE, without(8)));
  });

  it('hears a single bar twice, whatever the second bar of its unit is', () => {
    const firstBar = plain.filter(({ step }) => step < 16);
    assert.ok(breakPenalty(HOUSE, firstBar) > 0);
    assert.equal(breakPenalty({ ...HOUSE, isOneBar: true }, firstBar), 0);
  });

  it('gives up the rules that locked voices break, and no others', () => {
    const locked = patternFromHits(UNIT_BARS, [...hits('kick', [0, 6, 10]), ...hits('percussion', BEATS)]);
    const left = withinReach(HOUSE, {
      pattern: locked,
      mask: keepMask(
        ['kick', 'percussion', 'clap'].map((id) => voiceIndex(id as VoiceId)),
        [0, 1],
      ),
    });
    assert.deepEqual(
      namesOf(HOUSE).filter((name) => !namesOf(left).includes(name)),
      ['kick on every beat'],
      'snare or rim may still play the backbeat',
    );
  });

  it('gives up a backbeat where nothing is free to play it', () => {
    const silent = keepMask(
      ['clap', 'snare', 'rim'].map((id) => voiceIndex(id as VoiceId)),
      [0, 1],
    );
    const left = withinReach(HOUSE, { pattern: patternFromHits(UNIT_BARS, []), mask: silent });
    assert.ok(!namesOf(left).includes('clap, snare or rim on 2 and 4'));
    assert.equal(left.rules.length, HOUSE.rules.length - 1);
  });
});

describe('mending', () => {
  const all = Array.from({ length: 32 }, (_, step) => step);
  const broken = [
    ...hits('kick', [0, 8, 16, 24]),
    ...hits('snare', [4, 12, 20], 0.6),
    ...hits('percussion', all.slice(0, 26), 0.5),
    ...hits('percussion', all.slice(26), 0.2),
  ];

  it('adds what is missing on the voice that plays it elsewhere, and takes away the quietest of too many', () => {
    const whole = mended(HOUSE, broken, undefined);
    assert.equal(breakPenalty(HOUSE, whole), 0);
    const snares = whole.filter(({ voice }) => voice === voiceIndex('snare'));
    assert.deepEqual(
      snares.map(({ step }) => step),
      [4, 12, 20, 28],
    );
    assert.ok(Math.abs(snares[3]!.velocity - 0.6) < 1e-9);
    const percussion = whole.filter(({ voice }) => voice === voiceIndex('percussion'));
    assert.equal(percussion.length, 24);
    assert.ok(percussion.every(({ step }) => step < 26));
  });

  it('leaves kept cells as they are', () => {
    const kept = {
      pattern: patternFromHits(UNIT_BARS, broken),
      mask: keepMask([voiceIndex('percussion')], [0, 1]),
    };
    const whole = mended(HOUSE, broken, kept);
    assert.equal(whole.filter(({ voice }) => voice === voiceIndex('percussion')).length, 32);
    assert.equal(breakPenalty(withinReach(HOUSE, kept), whole), 0);
  });

  it('changes nothing where it can mend nothing', () => {
    const none: StyleCheck = { rules: [], isOneBar: false };
    assert.equal(mended(none, broken, undefined), broken);
  });
});
