import assert from 'node:assert/strict';
import { FILE_FLAG, type FrozenDevice } from '../../src/amxd/container/format';
import { DEVICE_SIZE_LIMIT, lintDevice, lintPatcher } from '../../src/amxd/lint/lint-device';
import { textWidth } from '../../src/amxd/patcher/text-width';
import { MAX_SEED } from '../../src/device/controls/controls';
import type { Patcher } from '../../src/amxd/patcher/patcher';
import { complains } from './support/complains';
import { boxOf, buildTestPatcher, withBox, withParameter } from './support/stub-device';

describe('the linter, at its limits,', () => {
  const patcher = buildTestPatcher();
  const silent = (changed: Patcher): void => {
    assert.deepEqual(lintPatcher(changed), []);
  };
  const withObject = (text: string): Patcher => ({
    ...patcher,
    boxes: [...patcher.boxes, { box: { ...boxOf(patcher, 'start-later'), id: 'extra', text } }],
  });
  const moved = (id: string, rect: readonly number[]): Patcher =>
    withBox(patcher, id, { presentation_rect: rect });

  it('knows every object that a device must not hold', () => {
    const reasons = {
      'writes into the Max console': ['print', 'error'],
      'makes every user load Jitter': ['jit.matrix'],
      'bypasses Live': ['dac~', 'adc~', 'ezdac~', 'ezadc~'],
      'acts before Live has restored': ['loadbang', 'loadmess'],
      'stops while audio is off': ['delay', 'metro'],
      'takes a port or connection': ['udpsend', 'udpreceive', 'mxj', 'maxurl'],
    };
    for (const [reason, names] of Object.entries(reasons))
      for (const name of names) complains(withObject(`${name} 1`), new RegExp(`extra: ${name} ${reason}`));
  });

  it('knows every object whose name all devices of a Set share', () => {
    const names = ['s', 'r', 'send', 'receive', 'buffer~', 'coll', 'dict', 'value', 'v', 'pattrstorage'];
    for (const name of names) complains(withObject(`${name} mine`), /extra: "mine" must begin with ---/);
  });

  it('lets pipe delay notes and nothing else', () => {
    const lines = patcher.lines.map(({ patchline }) =>
      patchline.source[0] === 'player-due'
        ? { patchline: { source: patchline.source, destination: ['live', 0] as const } }
        : { patchline },
    );
    complains({ ...patcher, lines }, /player-due: pipe stops while audio is off/);
  });

  it('counts outlets and their types', () => {
    complains(
      withBox(patcher, 'start', { outlettype: ['bang', 'int'] }),
      /start: 2 outlet types for 1 outlets/,
    );
    complains(withBox(patcher, 'start', { numinlets: 2 }), /t has 1 inlets and 1 outlets, not 2 and 1/);
  });

  it('takes the last pixel of the panel and nothing beyond it', () => {
    const [x, y, width, height] = boxOf(patcher, 'status').presentation_rect!;
    silent(moved('status', [x, y, width, 169 - y]));
    complains(moved('status', [x, y, width, 170 - y]), /status extends beyond the device/);
    complains(moved('status', [x, y, width + 9, height]), /status extends beyond the device/);
    complains(moved('status', [-1, y, width, height]), /status extends beyond the device/);
    complains(moved('status', [x, -1, width, height]), /status extends beyond the device/);
    complains(moved('status', [x, y, width, 0]), /status has no size/);
    complains(moved('status', [x, y, 0, height]), /status has no size/);
    complains(withBox(patcher, 'status', { presentation_rect: undefined }), /status has no place/);
    complains(
      withBox(patcher, 'grid', { presentation: 0 }),
      /grid has a face but is not in the presentation/,
    );
  });

  it('lets boxes touch and none lie over another by a pixel', () => {
    const [x, y, width, height] = boxOf(patcher, 'grid').presentation_rect!;
    const [, top] = boxOf(patcher, 'status').presentation_rect!;
    silent(moved('grid', [x, y, width, top - y]));
    complains(moved('grid', [x, y, width, top - y + 1]), /grid and status overlap|status and grid overlap/);
    const [left, , wide] = boxOf(patcher, 'divider-0').presentation_rect!;
    silent(moved('grid', [left + wide, y, width + x - left - wide, height]));
    complains(
      moved('grid', [left + wide - 1, y, width + x - left - wide + 1, height]),
      /grid and divider-0 overlap|divider-0 and grid overlap/,
    );
  });

  it('wants the frame that Live shows', () => {
    const framed = (openrect: readonly number[]): Patcher => ({ ...patcher, openrect: openrect as never });
    complains(framed([1, 0, 707, 169]), /Live only shows 0 to 169 px/);
    complains(framed([0, 1, 707, 169]), /Live only shows 0 to 169 px/);
    complains(framed([0, 0, 707, 170]), /Live only shows 0 to 169 px/);
    complains({ ...patcher, devicewidth: 700 }, /devicewidth and openrect disagree/);
    complains({ ...patcher, latency: 1 }, /latency must be 0/);
    complains({ ...patcher, is_mpe: 0 }, /is_mpe must be 1/);
    complains({ ...patcher, project: { ...patcher.project, autoorganize: 1 } }, /autoorganize would move/);
    complains({ ...patcher, boxes: [] }, /The presentation is empty/);
  });

  it('measures words against the room that each kind of control leaves them', () => {
    const fits = (id: string, change: Readonly<Record<string, unknown>>, isFine: boolean): void => {
      const said = lintPatcher(withBox(patcher, id, change)).some((problem) =>
        problem.includes('does not fit'),
      );
      assert.equal(said, !isFine, JSON.stringify([id, change]));
    };
    const [x, y, , height] = boxOf(patcher, 'control-restart').presentation_rect!;
    // Restart is 30.62 pixels wide, and four stay free.
    fits('control-restart', { presentation_rect: [x, y, 35, height] }, true);
    fits('control-restart', { presentation_rect: [x, y, 34, height] }, false);
    fits('control-restart', { texton: 'Restart the model' }, false);
    const [menuX, menuY, , menuHeight] = boxOf(patcher, 'control-style').presentation_rect!;
    // Techno is 31.68 wide, and 22 stay free.
    fits('control-style', { presentation_rect: [menuX, menuY, 54, menuHeight] }, true);
    fits('control-style', { presentation_rect: [menuX, menuY, 53, menuHeight] }, false);
    // Morph, the widest of five tabs, is 26.92 wide, and four stay free in each.
    const [tabX, tabY, , tabHeight] = boxOf(patcher, 'control-page').presentation_rect!;
    fits('control-page', { presentation_rect: [tabX, tabY, 155, tabHeight] }, true);
    fits('control-page', { presentation_rect: [tabX, tabY, 154, tabHeight] }, false);
    // Swing is 25.87 wide; a dial leaves its name the whole width.
    const [dialX, dialY, , dialHeight] = boxOf(patcher, 'control-swing').presentation_rect!;
    fits('control-swing', { presentation_rect: [dialX, dialY, 26, dialHeight] }, true);
    fits('control-swing', { presentation_rect: [dialX, dialY, 25, dialHeight] }, false);
    const [seedX, seedY, , seedHeight] = boxOf(patcher, 'control-seed').presentation_rect!;
    const seedWidth = Math.ceil(textWidth(String(MAX_SEED), 9.5) + 4);
    fits('control-seed', { presentation_rect: [seedX, seedY, seedWidth, seedHeight] }, true);
    fits('control-seed', { presentation_rect: [seedX, seedY, seedWidth - 1, seedHeight] }, false);
    fits('caption-seed', { text: 'a caption that is too long for this' }, false);
    fits(
      'status',
      { text: 'a status of two lines may be as long as it likes, because it wraps'.repeat(3) },
      true,
    );
    fits(
      'share-text',
      { text: 'a field scrolls, so that its text may be longer than the field'.repeat(3) },
      true,
    );
  });

  it('wants parameters that Live can keep and show', () => {
    const swing = (change: Readonly<Record<string, unknown>>): Patcher =>
      withParameter(patcher, 'control-swing', change);
    complains(swing({ parameter_longname: '' }), /control-swing: "" is not a long name/);
    complains(swing({ parameter_longname: 'live.dial' }), /"live.dial" is not a long name/);
    complains(swing({ parameter_shortname: '' }), /the short name "" must have 1–8 letters/);
    complains(swing({ parameter_shortname: 'NineChars' }), /must have 1–8 letters/);
    complains(swing({ parameter_modmode: undefined }), /control-swing does not say how it is modulated/);
    complains(swing({ parameter_mmin: 100 }), /control-swing has no range/);
    complains(swing({ parameter_mmin: undefined }), /control-swing has no range/);
    complains(swing({ parameter_mmin: -1 }), /control-swing is an integer outside 0–255/);
    complains(swing({ parameter_mmax: 256 }), /control-swing is an integer outside 0–255/);
    silent(swing({ parameter_mmax: 255 }));
    complains(swing({ parameter_unitstyle: undefined }), /control-swing has no unit style/);
    complains(swing({ parameter_initial: [-1] }), /starts at -1, outside 0–100/);
    complains(swing({ parameter_initial: undefined }), /control-swing has no initial value/);
    const bars = (change: Readonly<Record<string, unknown>>): Patcher =>
      withParameter(patcher, 'control-bars', change);
    complains(bars({ parameter_enum: [] }), /control-bars has no labels/);
    complains(bars({ parameter_enum: undefined }), /control-bars has no labels/);
    complains(bars({ parameter_enum: ['1', 'val2', '4', '8'] }), /control-bars has labels left as val1/);
    complains(withBox(patcher, 'control-swing', { parameter_enable: 0 }), /control without a parameter/);
    for (const key of ['annotation_name', 'annotation', 'hint'])
      complains(withBox(patcher, 'control-swing', { [key]: undefined }), new RegExp(`has no ${key}:`));
    complains(
      withBox(patcher, 'control-generate', { outputmode: 0 }),
      /control-generate fires on mouse down/,
    );
    complains(
      withBox(patcher, 'control-page', { livemode: 0 }),
      /control-page does not look like Live’s tabs/,
    );
  });

  it('wants the patcher’s own list and the banks of Push to name each parameter once', () => {
    const { parameters } = patcher;
    complains(
      { ...patcher, parameters: { ...parameters, 'control-swing': ['Swing', 'Swung', 0] } },
      /control-swing is not in the patcher’s list/,
    );
    complains(
      { ...patcher, parameters: { ...parameters, 'control-swing': ['Swung', 'Swing', 0] } },
      /control-swing is not in the patcher’s list/,
    );
    const banks = parameters.parameterbanks as unknown as Record<string, { parameters: string[] }>;
    const places = banks['0']?.parameters ?? [];
    const bank = (names: readonly string[]): Patcher => {
      const changed = { ...banks, '0': { ...banks['0'], parameters: names } };
      return { ...patcher, parameters: { ...parameters, parameterbanks: changed } };
    };
    silent(bank([...places].reverse()));
    complains(bank([...places, '-']), /A Push bank has 9 places, not 8/);
    complains(bank([places[0]!, places[0]!, ...places.slice(2)]), /Target is on Push twice/);
    complains(bank(['Page', ...places.slice(1)]), /Page is on Push but is not an automated/);
    complains(bank(['-', ...places.slice(1)]), /Target is missing from Push/);
  });

  it('wants a device of one kind, below its size, that begins with its patcher', () => {
    const device: FrozenDevice = { kind: 'midiEffect', files: [] };
    const file = { name: 'A.amxd', type: 'JSON', flag: FILE_FLAG.patcher, modified: 0 };
    const said = (given: FrozenDevice): string => lintDevice(given, patcher).join('\n');
    const sized = (length: number): FrozenDevice => ({
      ...device,
      files: [{ ...file, bytes: new Uint8Array(length) }],
    });
    assert.equal(DEVICE_SIZE_LIMIT, 8e6);
    assert.doesNotMatch(said(sized(8e6 - 1)), /more than 8000000/);
    assert.match(said(sized(8e6)), /The device is 8000000 bytes, more than 8000000/);
    assert.match(said({ ...sized(1), kind: 'instrument' }), /The project is for another kind of device/);
    assert.doesNotMatch(said(sized(1)), /another kind|The first file is not a patcher/);
    assert.match(said(device), /The first file is not a patcher/);
    const text = { ...device, files: [{ ...file, type: 'TEXT', bytes: new Uint8Array(1) }] };
    assert.match(said(text), /The first file is not a patcher/);
    for (const kind of ['live', 'grid', 'pad'])
      assert.match(
        said(sized(1)),
        new RegExp(`fourfloor-${kind}-00000000.js must be frozen with the flag 0`),
      );
    const named = {
      ...device,
      files: [...sized(1).files, { ...file, name: 'live.js', bytes: new Uint8Array() }],
    };
    assert.match(said(named), /live.js has no hash of its contents in its name/);
  });
});
