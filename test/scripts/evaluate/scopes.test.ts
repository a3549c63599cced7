import assert from 'node:assert/strict';
import { drawScopes } from '../../../scripts/evaluate/scopes';
import { loadEngine, type Engine } from '../../../src/engine/engine';
import type { HeldOutPattern } from '../../../src/evaluation/held-out';
import { patternOf } from '../../support/patterns';
import { tinyModel } from '../../support/tiny-model';

/** Sixty patterns, every third of them in a style that is none of the club's; a kick on a step of its own tells each. */
const HELD_OUT = Array.from({ length: 60 }, (_, at): HeldOutPattern => ({
  style: at % 3 === 0 ? 'funk' : 'house',
  group: `file ${at}`,
  bar: undefined,
  provenance: 'recombined',
  pattern: patternOf({ kick: 'x'.padStart((at % 32) + 1, '.').padEnd(32, '.') }),
}));

describe('a draw of an evaluation', () => {
  let engine: Engine;
  /** Ways to ask, each with the seeds that were asked for so. */
  let seeds: Map<string, number[]>;
  let counting: Engine;

  before(async () => {
    const files = await tinyModel();
    const card = Buffer.from(files.card).toString().replace('"techno"', '"funk"');
    engine = await loadEngine({ ...files, card: Buffer.from(card) });
  });
  after(() => {
    engine.dispose();
  });
  beforeEach(() => {
    seeds = new Map();
    counting = {
      ...engine,
      generate: (request) => {
        const way = JSON.stringify([request.mayOmitParts, request.allowCopies]);
        seeds.set(way, [...(seeds.get(way) ?? []), request.seed]);
        return engine.generate({ ...request, seed: 1 });
      },
    };
  });

  const scopesFor = (draws: number) =>
    drawScopes(
      counting,
      { heldOut: HELD_OUT, unseen: HELD_OUT },
      { samples: 20, seed: 7, draws, json: true },
    );

  it('asks for no rhythm twice, and in every other way for the same ones', () => {
    const draws = scopesFor(3);
    assert.deepEqual(
      draws.map((scopes) => scopes.map(({ name, real }) => [name, real.length])),
      new Array(3).fill([
        ['all styles', 20],
        ['house and techno', 20],
      ]),
    );
    assert.equal(seeds.size, 3);
    const expected = Array.from({ length: 120 }, (_, at) => 7 + at);
    for (const asked of seeds.values()) assert.deepEqual(asked, expected);
  });

  it('chooses real rhythms of its own, the first draw the same ones however many follow', () => {
    const groups = (draws: number): string[] =>
      scopesFor(draws).map(([all]) => all!.real.map(({ group }) => group).join());
    const three = groups(3);
    assert.equal(new Set(three).size, 3);
    assert.deepEqual(groups(1), three.slice(0, 1));
  });

  it('is of one style where one is asked for', () => {
    const heldOut = HELD_OUT.filter(({ style }) => style === 'funk');
    const [scopes] = drawScopes(
      counting,
      { heldOut, unseen: [] },
      { style: 'funk', samples: 20, seed: 7, draws: 1, json: true },
    );
    assert.deepEqual(
      scopes!.map(({ name }) => name),
      ['funk'],
    );
  });
});
