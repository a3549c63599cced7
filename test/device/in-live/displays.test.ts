import assert from 'node:assert/strict';
import { PAD_RECT } from '../../../src/amxd/circuits/layout';
import { CORNER_NAMES } from '../../../src/device/state/morph-corners';
import type { LiveHost } from '../../live/host';
import { cellPoint, devicesOfSuite, unexpectedProblems } from '../support/session';

const [, , SIDE] = PAD_RECT;

/** What the pad's last picture shows: which colours its letters have, and where its dot is in which colour. */
function padOf(host: LiveHost): {
  readonly letters: Readonly<Record<string, string>>;
  readonly dot: { readonly x: number; readonly y: number; readonly color: string };
} {
  let color = '';
  let dot = { x: NaN, y: NaN, color };
  const letters: Record<string, string> = {};
  for (const { name, args } of host.picture('pad')) {
    if (name === 'set_source_rgba') color = args.join();
    if (name === 'show_text') letters[String(args[0])] = color;
    if (name === 'ellipse') {
      const [x = 0, y = 0, width = 0, height = 0] = args.map(Number);
      dot = { x: x + width / 2, y: y + height / 2, color };
    }
  }
  return { letters, dot };
}

/** Puts what is drawn into a corner. */
async function capture(host: LiveHost, corner: string): Promise<void> {
  await host.press(`Capture ${corner}`);
  assert.match(host.text('status'), new RegExp(`is in corner ${corner}`));
}

describe('what the built device draws', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite();

  it('shows on the pad which corners hold a rhythm, and lights the dot once there are two', async () => {
    const host = await device();
    await host.mouse('grid', [cellPoint(4, 0, 'kick')]);
    const empty = padOf(host);
    assert.deepEqual(Object.keys(empty.letters), [...CORNER_NAMES]);
    assert.equal(new Set(Object.values(empty.letters)).size, 1);
    await capture(host, 'B');
    const { letters, dot } = padOf(host);
    const lit = letters.B!;
    assert.notEqual(lit, empty.letters.B);
    assert.deepEqual(letters, { ...empty.letters, B: lit });
    assert.equal(dot.color, empty.dot.color);
    await capture(host, 'C');
    const both = padOf(host);
    assert.deepEqual(both.letters, { ...empty.letters, B: lit, C: lit });
    assert.notEqual(both.dot.color, empty.dot.color);
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it('moves the dot with the dials of the pad: right with X, up with Y', async () => {
    const host = await device();
    const middle = padOf(host).dot;
    assert.deepEqual([middle.x, middle.y], [SIDE / 2, SIDE / 2]);
    await host.turn('Morph X', 100);
    const right = padOf(host).dot;
    assert.ok(right.x > SIDE * 0.8 && right.x < SIDE, String(right.x));
    assert.equal(right.y, middle.y);
    await host.turn('Morph Y', 100);
    const above = padOf(host).dot;
    assert.equal(above.x, right.x);
    assert.ok(above.y < SIDE * 0.2 && above.y > 0, String(above.y));
    assert.deepEqual(unexpectedProblems(host), []);
  });

  it('shows the dot and the corners of the Set that is opened', async () => {
    const host = await device();
    await host.mouse('grid', [cellPoint(4, 0, 'kick')]);
    for (const corner of ['A', 'D']) await capture(host, corner);
    await host.turn('Morph X', 20);
    const [shown, saved] = [padOf(host), await host.save()];
    await host.delete();
    const again = await device({ savedState: saved });
    assert.deepEqual(padOf(again), shown);
    assert.deepEqual(unexpectedProblems(again), []);
  });

  for (const name of ['grid', 'pad'])
    it(`says in the Max console when it is sent a word that it does not know: ${name}`, async () => {
      const host = await device();
      await host.send(name, 'point', 0.5, 0.5);
      assert.deepEqual(
        host.problems.map(({ where, text }) => `${where}: ${text}`),
        [`v8ui ${name}: the script writes to the Max console: ${name} doesn't understand "point"`],
      );
    });
});
