import assert from 'node:assert/strict';
import { beatEnergy, hatOpenness, syncopationPerHit } from '../../src/rhythm/feel-measures';
import { hitsOf } from '../../src/rhythm/pattern';
import { patternOf } from '../support/patterns';

describe('the feel of a rhythm', () => {
  const syncopation = (...lines: Parameters<typeof patternOf>): number => {
    const pattern = patternOf(...lines);
    return syncopationPerHit(hitsOf(pattern), pattern.bars);
  };

  it('weighs a syncopated hit by how much stronger the silent place is that it anticipates', () => {
    assert.equal(syncopation({ kick: 'x...x...x...x...' }), 0);
    // A 16th before beat two (weight 3 after 1), and before the bar (5 after 1), round the loop.
    assert.equal(syncopation({ kick: '...x............' }), 2);
    assert.equal(syncopation({ kick: '...............x' }), 4);
    // The off-beat 8th of a beat anticipates the next beat by an 8th.
    assert.equal(syncopation({ 'open-hat': '..x.............' }), 1);
  });

  it('counts no hit whose stronger place sounds in the same voice, and takes every voice by itself', () => {
    assert.equal(syncopation({ kick: '...xx...........' }), 0);
    assert.equal(syncopation({ kick: '...x............', clap: '....x...........' }), 1);
  });

  it('is a mean over hits, so that a busy rhythm is not syncopated for being busy', () => {
    assert.equal(syncopation({ kick: '...x.......x....' }), (2 + 2) / 2);
    assert.equal(syncopation({ kick: '...x............', clap: 'x...x...x...x...' }), 2 / 5);
  });

  it('gives open hats as their share of the hats, and nothing where there are none', () => {
    const of = (pattern: ReturnType<typeof patternOf>): number | undefined => hatOpenness(hitsOf(pattern));
    assert.equal(of(patternOf({ 'open-hat': '..x...x.........', 'closed-hat': 'x...x..x........' })), 2 / 5);
    assert.equal(of(patternOf({ kick: 'x...x...x...x...' })), undefined);
  });

  it('takes energy from how hard the beats are hit', () => {
    const energy = (kick: string): number => beatEnergy(hitsOf(patternOf({ kick })), 1);
    assert.ok(Math.abs(energy('X...X...X...X...') - 4) < 1e-6);
    assert.ok(Math.abs(energy('x...x...x...x...') - 3.2) < 1e-6);
    assert.equal(energy('.x.x.x.x.x.x.x.x'), 0);
  });
});
