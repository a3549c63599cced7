import assert from 'node:assert/strict';
import type { Clip } from '../../live/lom/clip';
import { cellPoint, devicesOfSuite, pressed, unexpectedProblems } from '../support/session';

const OPEN = 46;

describe('the length of the hats that the built device writes', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => {
    assert.deepEqual(unexpectedProblems(host), []);
  });

  const lengthsOf = (clip: Clip, pitch: number): number[] =>
    clip.notes.filter((note) => note.pitch === pitch).map(({ duration }) => duration);

  it('ends open ones where a closed one begins, and is a 16th once Choke is off', async () => {
    const host = await device();
    await host.mouse('grid', [cellPoint(4, 2, 'open-hat')]);
    await host.mouse('grid', [cellPoint(4, 6, 'open-hat')]);
    await host.mouse('grid', [cellPoint(4, 7, 'closed-hat')]);
    await pressed(host, 'Write Pattern');
    const clip = host.set.clip(0, 0)!;
    assert.deepEqual(lengthsOf(clip, OPEN), [0.5, 0.25]);
    await host.turn('Choke Hats', 0);
    await host.advance(300);
    assert.deepEqual(lengthsOf(clip, OPEN), [0.5, 0.25], 'Live is off');
    await host.turn('Live Update', 1);
    await host.turn('Choke Hats', 1);
    await host.turn('Choke Hats', 0);
    await host.advance(300);
    assert.deepEqual(lengthsOf(clip, OPEN), [0.25, 0.25]);
    const saved = await host.save();
    assert.equal(saved.values['Choke Hats'], 0);
  });
});
