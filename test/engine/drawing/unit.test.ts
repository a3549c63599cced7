import assert from 'node:assert/strict';
import { SHIPPED_MODEL, readModelFolder } from '../../../scripts/support/read-model';
import { startBackend } from '../../../src/engine/network/engine-backend';
import { type Generator, loadGenerator } from '../../../src/engine/network/generator';
import { copyGuard } from '../../../src/engine/drawing/originality';
import { parseRequest, styleOf } from '../../../src/engine/request/request';
import { type Composition, drawUnit } from '../../../src/engine/drawing/unit';
import { UNIT_CELLS, cellIndex } from '../../../src/rhythm/grid';
import { Random } from '../../../src/rhythm/random';
import { voiceIndex } from '../../../src/rhythm/voices';

/** A logit beyond what chance can turn over. */
const SURE = 100;

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

  /** How often the network is asked, where that many cells are to differ from silence. */
  function passesOf(playing: Generator, givesUp: boolean, wantedCells: number): number {
    const request = parseRequest({ seed: 1, style: 'house', bars: 2 }, generator.card);
    const conditionValues = { density: 22, offBeatWeight: 0.4, swing: 0.2, velocitySpread: 0.1 };
    const composition: Composition = {
      request,
      style: styleOf('house', generator.card).index,
      target: {
        conditionValues,
        aims: [{ name: 'change', from: new Set(), value: wantedCells, scale: 0.001 }],
      },
      guard: copyGuard(undefined, 2),
      check: { rules: [], isOneBar: false },
    };
    let passes = 0;
    const counting: Generator = {
      ...playing,
      run: (batch) => {
        passes++;
        return playing.run(batch);
      },
    };
    drawUnit(counting, composition, { random: Random.fromSeed(1), givesUp });
    return passes;
  }

  /** The same of a network that plays kicks alone. @param kicksAt how many at each time, where forty are asked for */
  function passesFor(givesUp: boolean, kicksAt: (pass: number) => number): number {
    let pass = 0;
    const playing: Generator = {
      ...generator,
      run: ({ size }) => {
        const kicks = kicksAt(++pass);
        const hitLogits = new Float32Array(size * UNIT_CELLS).fill(-SURE);
        for (let row = 0; row < size; row++)
          for (let step = 0; step < kicks; step++)
            hitLogits[row * UNIT_CELLS + cellIndex(step, voiceIndex('kick'))] = SURE;
        const zeros = new Float32Array(size * UNIT_CELLS);
        return { hitLogits, velocityLogits: zeros, offsetLogits: zeros };
      },
    };
    return passesOf(playing, givesUp, 40);
  }

  it('goes on for a while where the aims are out of reach, and not for long where it may give up', () => {
    assert.equal(passesOf(generator, false, 5000), 6);
    assert.equal(passesOf(generator, true, 5000), 3);
  });

  it('gives up after two rounds that bring nothing, where it may', () => {
    const never = (): number => 4;
    assert.equal(passesFor(false, never), 6);
    assert.equal(passesFor(true, never), 3);
  });

  it('goes on as long as a round brings something, and counts the wasted ones from there', () => {
    assert.equal(
      passesFor(true, (pass) => 5 * pass),
      6,
    );
    // Nearer in the second round of three, so that two more are made.
    assert.equal(
      passesFor(true, (pass) => (pass < 3 ? 4 : 12)),
      5,
    );
  });
});
