import assert from 'node:assert/strict';
import { TRIAL_SIZES, modesAfterTraining } from '../../src/gan/stacked-rhythm';
import { useBackend } from './backends';

describe('a GAN on Stacked-Rhythm, 1000 rhythms of which a collapsing one loses most,', function () {
  this.timeout(300_000);

  before(async () => {
    await useBackend('wasm');
  });

  it('keeps its modes with the relativistic loss and both penalties', () => {
    const { modes, divergence, exact } = modesAfterTraining('relativistic', 1, TRIAL_SIZES.fast);
    assert.ok(modes >= 820 && divergence <= 0.5, `${modes} modes, KL ${divergence}`);
    // Or noise would do, whose nearest modes are all of them.
    assert.ok(exact >= 0.2, `${exact} of the samples are right to the last hit`);
  });

  it('loses its modes with the minimax loss in the same networks, so the test can tell', () => {
    const { modes, divergence } = modesAfterTraining('minimax', 1, TRIAL_SIZES.fast);
    assert.ok(modes <= 700 || divergence >= 0.8, `${modes} modes, KL ${divergence}`);
  });
});
