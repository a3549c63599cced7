import { freezeToy, type Spoiling, type ToyFile } from './freeze';
import { control, face, object, patcher } from './patcher';

/** The toy's Node half: counts its patterns, answers with notes in a dictionary, and can crash. */
export const NODE_SOURCE = `
const max = require('max-api');
let count = 0;
max.addHandlers({
  generate: async (id, style) => {
    count += 1;
    const notes = [0, 1, 2, 3].map((beat) => ({ pitch: 36, start_time: beat, duration: 0.25, velocity: 100 + style }));
    await max.setDict(reply, { id, notes });
    await max.outlet('pattern', id, count);
  },
  reply: (name) => { reply = name; },
  crash: () => process.exit(3),
});
let reply = '';
max.outlet('ready', process.env.MAX_ENV);
`;

/** The toy's v8 half: writes the notes into the first empty slot of its own track. */
export const V8_SOURCE = `
inlets = 1;
outlets = 3;
var TO_NODE = 0, STATUS = 1, STATE = 2;
var track = null;
var style = 0;
var requests = 0;
function live_ready() {
  var object = new LiveAPI('this_device canonical_parent');
  for (var hops = 0; object.type !== 'Track' && hops < 12; hops++) object = new LiveAPI(object.unquotedpath + ' canonical_parent');
  track = object;
  outlet(STATUS, 'set', 'Ready on', track.get('name')[0]);
}
function node_ready() { outlet(TO_NODE, 'reply', jsarguments[1]); }
function style_index(index) { style = index; }
function generate() { requests += 1; outlet(TO_NODE, 'generate', requests, style); }
function state(json) { requests = JSON.parse(json).requests; }
function pattern(id, count) {
  var notes = JSON.parse(new Dict(jsarguments[1]).stringify()).notes;
  for (var i = 0; i < track.getcount('clip_slots'); i++) {
    var slot = new LiveAPI(track.unquotedpath + ' clip_slots ' + i);
    if (Number(slot.get('has_clip')[0]) === 1) continue;
    slot.call('create_clip', 4);
    var clip = new LiveAPI(slot.unquotedpath + ' clip');
    clip.set('name', 'Toy ' + id);
    clip.call('add_new_notes', { notes: notes });
    outlet(STATUS, 'set', 'Wrote clip', i + 1);
    outlet(STATE, JSON.stringify({ requests: requests }));
    return;
  }
  outlet(STATUS, 'set', 'No empty slot');
}
`;

/** The toy's picture: a row of 16 cells that the mouse marks. */
export const V8UI_SOURCE = `
inlets = 1;
outlets = 1;
mgraphics.init();
mgraphics.relative_coords = 0;
mgraphics.autofill = 0;
var marked = -1;
function paint() {
  var width = mgraphics.size[0] / 16;
  for (var step = 0; step < 16; step++) {
    mgraphics.set_source_rgba(step === marked ? 1 : 0.2, 0.2, 0.2, 1);
    mgraphics.rectangle(step * width, 0, width - 1, mgraphics.size[1]);
    mgraphics.fill();
  }
}
function onclick(x) { marked = Math.floor(x / (mgraphics.size[0] / 16)); mgraphics.redraw(); outlet(0, 'marked', marked); }
`;

const blob = {
  saved_object_attributes: { parameter_enable: 1 },
  saved_attribute_attributes: {
    valueof: { parameter_longname: 'State', parameter_type: 3, parameter_invisible: 1 },
  },
};

export const TOY_BOXES: readonly Record<string, unknown>[] = [
  object('device', 'live.thisdevice'),
  object('t-ready', 't b'),
  object('late', 'deferlow'),
  face('say-ready', 'message', { text: 'live_ready', presentation: 0 }),
  object('v8', 'v8 bridge.js ---reply', { numoutlets: 3 }),
  object('node', 'node.script toy.js @autostart 1'),
  object('route-node', 'route ready pattern'),
  object('t-node-ready', 't node_ready 1'),
  object('to-pattern', 'prepend pattern'),
  object('route-life', 'route start loadstart loadend running stop terminated restarting'),
  object('shut', 't 0'),
  object('gate', 'gate 1'),
  object('dict', 'dict ---reply'),
  object('to-state', 'prepend state'),
  object('pattr', 'pattr state @autorestore 0 @thru 0 @parameter_enable 1', blob),
  control('Style', 'live.menu', {
    parameter_longname: 'Style',
    parameter_type: 2,
    parameter_enum: ['House', 'Deep', 'Techno'],
    parameter_mmax: 2,
    parameter_initial: [1],
    parameter_initial_enable: 1,
  }),
  object('to-style', 'prepend style_index'),
  control(
    'Generate',
    'live.text',
    { parameter_longname: 'Generate', parameter_type: 2, parameter_mmax: 1, parameter_invisible: 2 },
    {
      mode: 0,
      text: 'Generate',
    },
  ),
  object('to-generate', 't generate'),
  face('status', 'live.comment', { text: 'Starting …' }),
  face('grid', 'v8ui', { filename: 'grid.js', presentation_rect: [0, 0, 160, 20] }),
  object('route-grid', 'route marked'),
  object('midi-in', 'midiin'),
  object('midi-out', 'midiout'),
];

export const TOY_CORDS: readonly string[] = [
  'device 0 > t-ready 0',
  't-ready 0 > late 0',
  'late 0 > say-ready 0',
  'say-ready 0 > v8 0',
  'node 0 > route-node 0',
  'node 1 > route-life 0',
  'route-life 4 > shut 0',
  'route-life 5 > shut 0',
  'shut 0 > gate 0',
  'route-node 0 > t-node-ready 0',
  't-node-ready 1 > gate 0',
  't-node-ready 0 > v8 0',
  'route-node 1 > to-pattern 0',
  'to-pattern 0 > v8 0',
  'v8 0 > gate 1',
  'gate 0 > node 0',
  'v8 1 > status 0',
  'v8 2 > pattr 0',
  'pattr 0 > to-state 0',
  'to-state 0 > v8 0',
  'Style 0 > to-style 0',
  'to-style 0 > v8 0',
  'Generate 0 > to-generate 0',
  'to-generate 0 > v8 0',
  'grid 0 > route-grid 0',
  'midi-in 0 > midi-out 0',
];

export interface ToyChanges {
  /** Flag of the node.script entry; Max needs 0x08. */
  readonly nodeFlag?: number;
  readonly nodeSource?: string;
  readonly v8Source?: string;
  /** Fields that replace those of a box, by id. */
  readonly boxes?: Readonly<Record<string, Record<string, unknown>>>;
  readonly withoutBoxes?: readonly string[];
  readonly moreBoxes?: readonly Record<string, unknown>[];
  readonly withoutCords?: readonly string[];
  readonly moreCords?: readonly string[];
  readonly moreFiles?: readonly ToyFile[];
  readonly spoiling?: Spoiling;
}

/** A device of the shape that the real one has, whole or with something wrong in it. */
export function toyDevice(changes: ToyChanges = {}): Buffer {
  const without = new Set(changes.withoutBoxes);
  const boxes = TOY_BOXES.filter(({ id }) => !without.has(String(id))).map((box) => ({
    ...box,
    ...changes.boxes?.[String(box.id)],
  }));
  const cords = TOY_CORDS.filter((cord) => {
    const [from = '', , , to = ''] = cord.split(' ');
    return !changes.withoutCords?.includes(cord) && !without.has(from) && !without.has(to);
  });
  const text = (name: string, source: string, flag: number): ToyFile => ({
    name,
    type: 'TEXT',
    flag,
    bytes: Buffer.from(source),
  });
  return freezeToy(
    patcher([...boxes, ...(changes.moreBoxes ?? [])], [...cords, ...(changes.moreCords ?? [])]),
    [
      text('toy.js', changes.nodeSource ?? NODE_SOURCE, changes.nodeFlag ?? 0x08),
      text('bridge.js', changes.v8Source ?? V8_SOURCE, 0),
      text('grid.js', V8UI_SOURCE, 0),
      ...(changes.moreFiles ?? []),
    ],
    changes.spoiling,
  );
}
