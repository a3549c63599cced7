import assert from 'node:assert/strict';
import { padPlace } from '../../../../src/device/display/morph-pad/paint';

describe('a place on the morph pad', () => {
  const size = [116, 216] as const;

  it('is told in whole thousandths, from the lower left corner', () => {
    assert.deepEqual(padPlace([8, 208], size), [0, 0]);
    assert.deepEqual(padPlace([108, 8], size), [1, 1]);
    assert.deepEqual(padPlace([33.33, 108], size), [0.253, 0.5]);
    assert.deepEqual(padPlace([58, 158.1], size), [0.5, 0.25]);
  });

  it('is the nearest one inside where the mouse has left the pad', () => {
    assert.deepEqual(padPlace([-50, 500], size), [0, 0]);
    assert.deepEqual(padPlace([500, -50], size), [1, 1]);
  });
});
