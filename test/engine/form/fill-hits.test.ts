import assert from 'node:assert/strict';
import {
  type Fill,
  fillFrom,
  grooveWithBreak,
  grooveWithPickUp,
  leadingError,
} from '../../../src/engine/form/fill-hits';
import { type PlacedHit, hitAt, hitsOf, patternFromHits } from '../../../src/rhythm/pattern';
import { voiceIndex } from '../../../src/rhythm/voices';
import { patternOf } from '../../support/patterns';

const FLOOR = hitsOf(
  patternOf({
    kick: 'x...x...x...x...x...x...x...x...',
    clap: '....x.......x.......x.......x...',
    'open-hat': '..x...x...x...x...x...x...x...x.',
  }),
);
const PROPOSED = hitsOf(
  patternOf({
    clap: '............................XXXx',
    'low-tom': '..........................x.x.x.',
  }),
);
const CLAP = voiceIndex('clap');
const BAR = 16;

describe('the hits of a fill', () => {
  const cells = ({ hits }: Fill): string[] =>
    hits.map(({ step, voice }) => `${step}/${voice}`).sort((a, b) => a.localeCompare(b));
  const added = (fill: Fill): PlacedHit[] => [...fill.added];

  it('join a groove that goes on, on the voices of a pick-up alone', () => {
    const fill = fillFrom(28, PROPOSED, grooveWithPickUp(FLOOR, new Set([CLAP])));
    assert.deepEqual(
      added(fill).map(({ step, voice }) => [step, voice]),
      [29, 30, 31].map((step) => [step, CLAP]),
    );
    assert.equal(fill.hits.length, FLOOR.length + 3);
  });

  it('begin where they are told to', () => {
    const groove = grooveWithPickUp(FLOOR, new Set([CLAP]));
    assert.deepEqual(
      [30, 31, 32].map((start) => fillFrom(start, PROPOSED, groove).added.length),
      [2, 1, 0],
    );
    assert.deepEqual(cells(fillFrom(32, PROPOSED, groove)), cells({ hits: FLOOR, added: [] }));
  });

  it('take the place of the groove in a break, all but a kick on every beat', () => {
    const fill = fillFrom(BAR, PROPOSED, grooveWithBreak(FLOOR));
    const pattern = patternFromHits(2, fill.hits);
    for (const beat of [16, 20, 24, 28]) assert.ok(hitAt(pattern, beat, voiceIndex('kick')));
    assert.equal(hitAt(pattern, 18, voiceIndex('open-hat')), undefined);
    const broken = grooveWithBreak(FLOOR.filter(({ step }) => step !== 4));
    assert.ok(!fillFrom(BAR, PROPOSED, broken).hits.some(({ step, voice }) => step > 15 && voice === 0));
  });

  it('get louder voice by voice, at the velocities that were proposed', () => {
    const proposed = [0.9, 0.5, 0.7].map((velocity, at) => ({
      step: 29 + at,
      voice: CLAP,
      velocity,
      offset: 0,
    }));
    const fill = fillFrom(28, proposed, grooveWithPickUp(FLOOR, new Set([CLAP])));
    assert.deepEqual(
      added(fill).map(({ velocity }) => velocity),
      [0.5, 0.7, 0.9],
    );
  });
});

describe('how badly a fill leads on', () => {
  const errorOf = (lines: Parameters<typeof patternOf>[0], more = 3): number => {
    const hits = hitsOf(patternOf(lines));
    return leadingError({ hits, added: hits }, more);
  };
  const run = errorOf({ snare: '.............................xxx' });

  it('is nothing for a run up to the bar line', () => {
    assert.equal(run, 0);
  });

  it('is more for hits that stop early, fall into one step or are on hats', () => {
    assert.ok(errorOf({ snare: '........................xxx.....' }) > run);
    const step = '...............................x';
    assert.ok(errorOf({ snare: step, clap: step, 'low-tom': step }) > run);
    assert.ok(errorOf({ 'closed-hat': '.............................xxx' }) > run);
  });

  it('is more for no hit at all, the more the more were asked for', () => {
    assert.ok(run < leadingError({ hits: [], added: [] }, 0.5));
    assert.ok(leadingError({ hits: [], added: [] }, 0.5) < leadingError({ hits: [], added: [] }, 3));
  });
});
