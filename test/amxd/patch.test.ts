import assert from 'node:assert/strict';
import { DEVICE_HEIGHT, parameterOf, type Port } from '../../src/amxd/patcher/patcher';
import { CONTROLS, controlsFor } from '../../src/device/controls/controls';
import {
  DICTIONARIES,
  FROM_NODE,
  LIVE_OUTLETS,
  NODE_LIFE,
  TO_CONTROLS,
} from '../../src/device/protocol/selectors';
import { boxOf, buildTestPatcher } from './support/stub-device';

describe('the patcher', () => {
  const patcher = buildTestPatcher();
  const target = (...source: Port): Port | undefined =>
    patcher.lines.find(
      ({ patchline }) => patchline.source[0] === source[0] && patchline.source[1] === source[1],
    )?.patchline.destination;

  it('shows a panel as high as Live shows and not wider than 720 px, so that others fit beside it', () => {
    const [, , width, height] = patcher.openrect;
    assert.equal(height, DEVICE_HEIGHT);
    assert.ok(width <= 720, `it is ${width} px wide`);
  });

  it('has a box for every control, with the name that Live recalls it by', () => {
    for (const control of controlsFor(['house', 'techno'])) {
      const box = boxOf(patcher, `control-${control.id}`);
      assert.equal(parameterOf(box)?.parameter_longname, control.longName);
      assert.equal(box.annotation, control.info);
    }
  });

  it('tells the v8 program of a control by id, because a selector of its own could clash with Max’s', () => {
    for (const { id } of CONTROLS) {
      assert.deepEqual(target(`control-${id}`, 0), [`says-${id}`, 0]);
      assert.equal(boxOf(patcher, `says-${id}`).text, `prepend control ${id}`);
    }
  });

  it('opens the dialog for a folder only when the v8 program asks, so that no value restored at load does', () => {
    const asks = patcher.lines.filter(({ patchline }) => patchline.destination[0] === 'folder-dialog');
    assert.deepEqual(
      asks.map(({ patchline }) => patchline.source),
      [['feedback', Object.values(TO_CONTROLS).indexOf(TO_CONTROLS.askFolder)]],
    );
    assert.equal(boxOf(patcher, 'says-folder').text, 'prepend load_model');
  });

  it('offers the styles of the model in the menu', () => {
    assert.deepEqual(parameterOf(boxOf(patcher, 'control-style'))?.parameter_enum, ['House', 'Techno']);
  });

  it('keeps the seed as a float without decimals, since Live keeps whole numbers in a byte', () => {
    const seed = parameterOf(boxOf(patcher, 'control-seed'));
    assert.equal(seed?.parameter_type, 0);
    assert.equal(seed.parameter_unitstyle, 0);
  });

  it('opens the gate to Node before the v8 program hears that Node is ready', () => {
    assert.match(boxOf(patcher, 'from-node').text ?? '', new RegExp(`^routepass ${FROM_NODE.ready} `));
    assert.deepEqual(target('from-node', 0), ['open-gate', 0]);
    assert.equal(boxOf(patcher, 'open-gate').text, 't l 1'); // right to left: 1 first
    assert.deepEqual(target('open-gate', 1), ['node-gate', 0]);
    assert.deepEqual(target('open-gate', 0), ['live', 0]);
  });

  it('closes the gate when the Node process ends, and lets script start past it', () => {
    assert.equal(
      boxOf(patcher, 'node-life').text,
      `routepass ${NODE_LIFE.stop} ${NODE_LIFE.terminated} ${NODE_LIFE.restarting}`,
    );
    for (const outlet of [0, 1, 2]) assert.deepEqual(target('node-life', outlet), ['close-gate', 0]);
    assert.deepEqual(target('close-gate', 1), ['node-gate', 0]);
    assert.deepEqual(target('live', LIVE_OUTLETS.node), ['node-gate', 1]);
    assert.deepEqual(target('live', LIVE_OUTLETS.script), ['node', 0]);
  });

  it('routes every selector of the protocol, so that no message is lost', () => {
    for (const selector of Object.values(FROM_NODE)) {
      assert.ok(boxOf(patcher, 'from-node').text?.split(' ').includes(selector), selector);
    }
    for (const selector of Object.values(TO_CONTROLS)) {
      assert.ok(boxOf(patcher, 'feedback').text?.split(' ').includes(selector), selector);
    }
  });

  it('shows values by set, so that a control that is shown does not answer', () => {
    for (const id of ['show-seed', 'show-style', 'show-status']) {
      assert.equal(boxOf(patcher, id).text, 'prepend set');
    }
  });

  it('starts the v8 program after Live is there, with the names of this instance’s dictionaries', () => {
    const path = ['thisdevice', 'start', 'start-later', 'init', 'live'];
    path.slice(1).forEach((id, index) => {
      assert.equal(target(path[index]!, 0)?.[0], id);
    });
    const { notes, state, view, startingRhythms } = DICTIONARIES;
    assert.equal(boxOf(patcher, 'init').text, `init ${notes} ${state} ${view} ${startingRhythms}`);
    for (const name of [notes, state, view, startingRhythms]) {
      const holds = patcher.boxes.some(({ box }) => box.text?.startsWith(`dict ${name}`));
      assert.ok(holds, `no dict holds ${name}`);
    }
  });

  it('keeps the state in the Set as a blob that nobody can automate', () => {
    const state = parameterOf(boxOf(patcher, 'dict-state'));
    assert.equal(state?.parameter_type, 3);
    assert.equal(state.parameter_invisible, 1);
  });

  it('runs Node at once and again after a crash', () => {
    assert.equal(
      boxOf(patcher, 'node').text,
      'node.script fourfloor-node-00000000.js @autostart 1 @restart 1',
    );
  });
});
