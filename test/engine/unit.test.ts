import assert from 'node:assert/strict';
import { SHIPPED_MODEL, readModelFolder } from '../../scripts/support/model-folder';
import { startBackend } from '../../src/engine/backend';
import { type Generator, loadGenerator } from '../../src/engine/generator';
import { copyGuard } from '../../src/engine/originality';
import { parseRequest, styleOf } from '../../src/engine/request';
import { type Composition, drawUnit } from '../../src/engine/unit';
import { Random } from '../../src/rhythm/random';

describe('the search for a unit', function () {
  this.timeout(30_000);
  let generator: Generator;

  before(async () => {
    await startBackend();
    generator = await loadGenerator(await readModelFolder(SHIPPED_MODEL));
  });

  after(() => {
    generator.dispose();
  });

  /** How often the network is asked for a unit that no candidate comes near. */
  function passesFor(givesUp: boolean): number {
    const request = parseRequest({ seed: 1, style: 'house', bars: 2 }, generator.card);
    const controls = { density: 22, offBeatWeight: 0.4, swing: 0.2, velocitySpread: 0.1 };
    const composition: Composition = {
      request,
      style: styleOf('house', generator.card).index,
      target: { controls, aims: [{ name: 'change', from: new Set(), value: 5000, scale: 0.001 }] },
      guard: copyGuard(undefined, 2),
    };
    let passes = 0;
    const counting: Generator = {
      ...generator,
      run: (batch) => {
        passes++;
        return generator.run(batch);
      },
    };
    drawUnit(counting, composition, { random: Random.fromSeed(1), givesUp });
    return passes;
  }

  it('goes on for a while where the aims are out of reach, and not for long where it may give up', () => {
    assert.equal(passesFor(false), 6);
    assert.equal(passesFor(true), 3);
  });
});
