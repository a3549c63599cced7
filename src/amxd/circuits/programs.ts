// The v8 and the Node for Max program in the patch, the dictionaries they share, how they start, and the gate
// that keeps messages from Node while it cannot take them. Used by patch.ts.
// The order matters: cords that depend on it go through a trigger, because Max fires the others by position.

import {
  DICTIONARIES,
  FROM_NODE,
  LIVE_INLET_COUNT,
  LIVE_OUTLETS,
  NODE_LIFE,
  PATCH,
} from '../../device/protocol/selectors';
import { LIVE_ID, LIVE_INLET, NODE_ID, cord, type Circuit } from './circuit';
import { message, object, script } from '../patcher/objects';
import type { Json } from '../patcher/patcher';

/** @param files names of the two frozen scripts */
export function programCircuits(files: { readonly node: string; readonly live: string }): Circuit[] {
  return [programs(files), start(), dictionaries(), toNode(), fromNode(), nodeLife()];
}

function programs(files: { readonly node: string; readonly live: string }): Circuit {
  const outlets = Object.keys(LIVE_OUTLETS).length;
  return {
    boxes: [
      script(LIVE_ID, 'v8', files.live, {
        inlets: LIVE_INLET_COUNT,
        outlets,
        attributes: { varname: LIVE_ID },
      }),
      object(NODE_ID, `node.script ${files.node} @autostart 1 @restart 1`, {
        saved_object_attributes: { autostart: 1, defer: 0, node_bin_path: '', npm_bin_path: '', watch: 0 },
        textfile: { filename: files.node, flags: 0, embed: 0, autowatch: 1 },
      }),
    ],
    cords: [],
  };
}

/** LiveAPI is dead before live.thisdevice bangs. `init` carries the names, because a script cannot expand `---`. */
function start(): Circuit {
  const { notes, state, view, startingRhythms } = DICTIONARIES;
  const names = [notes, state, view, startingRhythms];
  return {
    boxes: [
      object('thisdevice', 'live.thisdevice'),
      object('start', 't b'),
      object('start-later', 'deferlow'),
      message('init', [PATCH.init, ...names].join(' ')),
      object('says-enabled', `prepend ${PATCH.enabled}`),
    ],
    cords: [
      cord('thisdevice', 'start'),
      cord('start', 'start-later'),
      cord('start-later', 'init'),
      cord('init', LIVE_INLET),
      cord(['thisdevice', 1], 'says-enabled'),
      cord('says-enabled', LIVE_INLET),
    ],
  };
}

/** The state is a parameter that holds a whole dictionary: Live saves it with the Set in no other way. */
function dictionaries(): Circuit {
  const state = {
    varname: 'state',
    saved_attribute_attributes: {
      valueof: {
        parameter_longname: 'State',
        parameter_shortname: 'State',
        parameter_type: 3,
        parameter_invisible: 1,
        parameter_modmode: 0,
      },
    },
  };
  return {
    boxes: [
      object('dict-notes', `dict ${DICTIONARIES.notes}`, asParameter(0)),
      object('dict-view', `dict ${DICTIONARIES.view}`, asParameter(0)),
      object('dict-starting', `dict ${DICTIONARIES.startingRhythms}`, asParameter(0)),
      object('dict-state', `dict ${DICTIONARIES.state} @parameter_enable 1`, { ...asParameter(1), ...state }),
    ],
    cords: [],
  };
}

function asParameter(enabled: 0 | 1): Record<string, Json> {
  return {
    saved_object_attributes: { embed: 0, legacy: 0, parameter_enable: enabled, parameter_mappable: 0 },
  };
}

/** A message that reaches Node before it is ready is an error in Max’s window; `script start` goes past the gate. */
function toNode(): Circuit {
  return {
    boxes: [object('node-gate', 'gate 1')],
    cords: [
      cord([LIVE_ID, LIVE_OUTLETS.node], ['node-gate', 1]),
      cord('node-gate', NODE_ID),
      cord([LIVE_ID, LIVE_OUTLETS.script], NODE_ID),
    ],
  };
}

/** The gate opens before the v8 program hears that Node is ready, because that program answers at once. */
function fromNode(): Circuit {
  const { status, notesReady, failed, engine, copied } = FROM_NODE;
  const others = [status, notesReady, failed, engine, copied];
  return {
    boxes: [
      object('from-node', ['routepass', FROM_NODE.ready, ...others].join(' ')),
      object('open-gate', 't l 1'),
      object('from-node-unknown', 'prepend unknown'),
    ],
    cords: [
      cord([NODE_ID, 0], 'from-node'),
      cord(['from-node', 0], 'open-gate'),
      cord(['open-gate', 1], ['node-gate', 0]),
      cord(['open-gate', 0], LIVE_INLET),
      ...others.map((_, index) => cord(['from-node', index + 1], LIVE_INLET)),
      cord(['from-node', others.length + 1], 'from-node-unknown'),
      cord('from-node-unknown', LIVE_INLET),
    ],
  };
}

/** What Max reports of the Node process. The gate closes before the v8 program hears that Node is gone. */
function nodeLife(): Circuit {
  const endings = [NODE_LIFE.stop, NODE_LIFE.terminated, NODE_LIFE.restarting];
  return {
    boxes: [
      object('node-life', ['routepass', ...endings].join(' ')),
      object('close-gate', 't l 0'),
      object('says-life', `prepend ${PATCH.lifecycle}`),
    ],
    cords: [
      cord([NODE_ID, 1], 'node-life'),
      ...endings.map((_, index) => cord(['node-life', index], 'close-gate')),
      cord(['close-gate', 1], ['node-gate', 0]),
      cord(['close-gate', 0], 'says-life'),
      cord(['node-life', endings.length], 'says-life'),
      cord('says-life', LIVE_INLET),
    ],
  };
}
