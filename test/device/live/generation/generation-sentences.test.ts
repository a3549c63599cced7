import assert from 'node:assert/strict';
import { STATUS_RECT } from '../../../../src/amxd/circuits/layout';
import { textWidth } from '../../../../src/amxd/patcher/text-width';
import {
  describeDistance,
  LINK_SENTENCES,
} from '../../../../src/device/live/generation/generation-sentences';

const FONT_SIZE = 9.5;
const LINES = 2;

const said = (...distances: (number | undefined)[]): string | undefined =>
  describeDistance(
    distances.map((nearestDistance) => (nearestDistance === undefined ? {} : { nearestDistance })),
  );

describe('what the status line says of a rhythm’s distance', () => {
  it('is the number of hits to the nearest learned rhythm, for a fill the smallest of them', () => {
    assert.equal(said(9), '9 hits from the nearest training rhythm');
    assert.equal(said(1), '1 hit from the nearest training rhythm');
    assert.equal(said(12, 7, 30), 'at least 7 hits from the nearest training rhythm');
    assert.equal(said(12, 0), 'the same hits as a training rhythm');
  });

  it('is nothing where the model cannot tell', () => {
    assert.equal(said(undefined), undefined);
    assert.equal(said(3, undefined), undefined);
    assert.equal(said(), undefined);
  });

  it('fits the two lines together with the rest of the sentence', () => {
    const rest = '16 new clips from Electronic 16777215 on · 10 pads, 1 borrowed, 1 silent';
    // A line ends before the word that does not fit: the longest is kept free on each but the last.
    const room = LINES * STATUS_RECT[2] - (LINES - 1) * textWidth('Electronic ', FONT_SIZE);
    assert.ok(textWidth(`${rest} · ${said(384, 384)!}`, FONT_SIZE) < room);
  });
});

describe('what the status line says when there is no Node process', () => {
  it('names what brings it back: a new start of Live wherever Restart cannot', () => {
    for (const phase of ['silent', 'failed', 'unanswered'] as const)
      assert.match(LINK_SENTENCES[phase], /restart Live\b/i, phase);
    for (const phase of ['silent', 'failed'] as const) assert.match(LINK_SENTENCES[phase], /Press Restart;/);
    assert.doesNotMatch(LINK_SENTENCES.unanswered, /Press Restart/);
  });
});
