import assert from 'node:assert/strict';
import { control, styleLabel, type SettingId } from '../../../src/device/controls/controls';
import { INITIAL_SETTINGS } from '../../../src/device/controls/settings';
import { TO_NODE } from '../../../src/device/protocol/selectors';
import { atomsToRecord } from '../../../src/device/protocol/wire';
import { REQUEST_VALUES, VALUE_NAMES, type ValueName } from '../../../src/engine/request/request-values';
import type { LiveHost } from '../../live/host';
import { emptySet } from '../../live/set';
import { pressed, readyDevice, unexpectedProblems } from '../support/session';

type Asked = Readonly<Record<string, unknown>>;

/** A turn of a control that is no value of a request itself, and what another request it leads to. */
interface Turn {
  readonly to: number;
  /** What is different in the request; nothing for a control that a request does not hold. */
  readonly changes: Asked;
  /** Other controls that have to stand elsewhere for it. */
  readonly besides?: Partial<Record<SettingId, number>>;
}

/** A request does not hold it: what it does is tested beside what it acts on. */
const elsewhere = (to: number): Turn => ({ to, changes: {} });

/** Typed so that the compiler reports a control that nothing is said of. */
const OTHERS: Readonly<Record<Exclude<SettingId, ValueName | 'style' | 'newSeed'>, Turn>> = {
  target: { to: 2, changes: { count: INITIAL_SETTINGS.fillCount } },
  keepCopy: elsewhere(1), // keep-copy.test.ts
  fillCount: { to: 3, changes: { count: 3 }, besides: { target: 2 } },
  bars: { to: 0, changes: { bars: 1 } },
  seed: { to: 4821, changes: { seed: 4821 } },
  page: elsewhere(4),
  liveUpdate: elsewhere(1),
  play: elsewhere(1), // play.test.ts
  cornerSource: elsewhere(1), // morph.test.ts
  morphX: elsewhere(80),
  morphY: elsewhere(20),
  model: elsewhere(0), // models.test.ts
  voice: elsewhere(1), // voices.test.ts
  voiceLock: elsewhere(1),
  voiceMute: elsewhere(1),
  voiceVelocity: elsewhere(50),
  voiceNote: elsewhere(60),
  chokeHats: elsewhere(0), // note-lengths.test.ts
};

describe('the built device, control by control,', function () {
  this.timeout(60_000);
  let host: LiveHost;
  /** The request with every control as dropped, but for New seed. */
  let plain: Asked;
  before(async () => {
    host = await readyDevice({ set: emptySet() });
    await turn({ newSeed: 0 });
    plain = await asked();
  });
  after(async () => {
    const problems = unexpectedProblems(host);
    await host.delete(); // first, or a problem would leave its process behind
    assert.deepEqual(problems, []);
  });

  const turn = async (settings: Partial<Record<SettingId, number>>): Promise<void> => {
    for (const [id, value] of Object.entries(settings))
      await host.turn(control(id as SettingId).longName, value);
  };
  /** Presses Generate; the request that reached Node by that. */
  const asked = async (): Promise<Asked> => {
    await pressed(host, 'Generate');
    const requests = host.node.messages.filter(([selector]) => selector === TO_NODE.generate);
    return atomsToRecord(requests.at(-1)!.slice(3));
  };
  /** The request with some controls turned, which are turned back. */
  const askedWith = async (settings: Partial<Record<SettingId, number>>): Promise<Asked> => {
    const before = Object.keys(settings).map((id) => [id, host.parameter(control(id as SettingId).longName)]);
    await turn(settings);
    const request = await asked();
    await turn(Object.fromEntries(before) as Partial<Record<SettingId, number>>);
    return request;
  };
  /** What a request holds in another way than the plain one; undefined where it holds nothing. */
  const changesIn = (request: Asked): Asked =>
    Object.fromEntries(
      [...new Set([...Object.keys(plain), ...Object.keys(request)])]
        .filter((key) => request[key] !== plain[key])
        .map((key) => [key, request[key]]),
    );

  for (const name of VALUE_NAMES) {
    it(`asks for less and for more ${name} when that is turned, and for nothing else`, async () => {
      const { range, initial } = control(name);
      for (const [end, value] of [
        [range[0], 0],
        [range[1], REQUEST_VALUES[name].most],
      ] as const) {
        assert.deepEqual(
          changesIn(await askedWith({ [name]: end })),
          end === initial ? {} : { [name]: value },
        );
        assert.match(host.text('status'), /^House \d+/);
      }
    });
  }

  for (const [id, { to, changes, besides }] of Object.entries(OTHERS)) {
    const { longName } = control(id as SettingId);
    const what = Object.keys(changes).length > 0 ? 'sends another request' : 'leaves the request alone';
    it(`${what} when ${longName} is turned`, async () => {
      assert.deepEqual(changesIn(await askedWith({ ...besides, [id]: to })), changes);
    });
  }

  it('asks for the style that the menu shows', async () => {
    const before = Number(host.parameter('Style'));
    await turn({ style: 1 });
    const { style, ...others } = changesIn(await asked());
    assert.equal(styleLabel(String(style)), host.text('Style'));
    assert.deepEqual(others, {});
    await turn({ style: before });
  });

  it('draws a seed for each request when New Seed is on', async () => {
    const drawn = changesIn(await askedWith({ newSeed: 1 }));
    assert.deepEqual(Object.keys(drawn), ['seed']);
    await turn({ seed: Number(plain.seed) });
  });

  it('turns every value of a request where a pasted text has it', async () => {
    const ends = Object.fromEntries(VALUE_NAMES.map((name) => [name, control(name).range[1]]));
    await turn(ends);
    const request = await asked();
    const text = host.text('share-text');
    for (const name of VALUE_NAMES) {
      const { letters, most } = REQUEST_VALUES[name];
      assert.ok(text.includes(`.${letters}${1000 * most}`), `${text} does not say ${name}`);
    }
    await turn(Object.fromEntries(VALUE_NAMES.map((name) => [name, control(name).range[0]])));
    await host.type('share-text', text);
    for (const name of VALUE_NAMES) assert.equal(host.parameter(control(name).longName), ends[name], name);
    assert.deepEqual(await asked(), request);
  });
});
