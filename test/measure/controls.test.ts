import assert from 'node:assert/strict';
import { z } from 'zod';
import { runScript } from '../support/command';

const documentSchema = z.object({
  model: z.string(),
  controls: z.array(
    z.object({
      control: z.string(),
      rankCorrelation: z.number(),
      error: z.number().nullable(),
      milliseconds: z.number(),
    }),
  ),
  morph: z.object({ mostCells: z.number(), cornersLost: z.number() }),
  memory: z.object({ tensorsBefore: z.number(), tensorsAfter: z.number() }),
});

describe('npm run controls', function () {
  this.timeout(120_000);

  it('measures every control, and finds that moves are small and requests leave nothing behind', async () => {
    const words = ['--requests', '12', '--morph', '1', '--memory', '60', '--json'];
    const { code, stdout, stderr } = await runScript('controls', words);
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    const { controls, morph, memory } = documentSchema.parse(JSON.parse(stdout));
    const names = controls.map(({ control }) => control);
    for (const name of ['density', 'syncopation', 'hat-openness', 'energy']) assert.ok(names.includes(name));
    const density = controls.find(({ control }) => control === 'density')!;
    assert.ok(density.rankCorrelation > 0.9 && density.error! <= 1);
    assert.equal(morph.cornersLost, 0);
    assert.ok(morph.mostCells <= 12);
    assert.equal(memory.tensorsAfter, memory.tensorsBefore);
  });

  it('asks where real rhythms are to come from when they are needed', async () => {
    const { code, stderr } = await runScript('controls', ['--locks', '5']);
    assert.equal(code, 2);
    assert.match(stderr, /add --corpus/);
  });
});
