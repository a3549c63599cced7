// Makes boxes of the Max objects that this device uses, with the inlets and outlets that Max gives each.
// The circuits and patch.ts build with it; lint/ compares a finished patcher with the same tables.

import type { Box, Json, Rect } from './patcher';

/** Each outlet is given by the type that Max writes for it; "" means any message. */
interface Ports {
  readonly inlets: number;
  readonly outlets: readonly string[];
}

type PortRule = Ports | ((words: readonly string[]) => Ports);

const ANY = '';

/** Patching objects by the first word of their text. One that is not here cannot get into the patch. */
const OBJECTS: Readonly<Record<string, PortRule>> = {
  'live.thisdevice': { inlets: 1, outlets: ['bang', 'int', 'int'] },
  dict: { inlets: 2, outlets: ['dictionary', ANY, ANY, ANY, ANY] },
  flush: { inlets: 2, outlets: ['int', 'int'] },
  freebang: { inlets: 1, outlets: ['bang'] },
  noteout: { inlets: 3, outlets: [] },
  // An argument and an inlet for each value and for the delay; an outlet for each value.
  pipe: (words) => ({ inlets: words.length, outlets: words.slice(1).map(() => 'int') }),
  thispatcher: { inlets: 1, outlets: [ANY, ANY] },
  deferlow: { inlets: 1, outlets: [ANY] },
  gate: (words) => ({ inlets: 2, outlets: anyOutlets(Number(words[0] ?? 1)) }),
  midiin: { inlets: 1, outlets: ['int'] },
  midiout: { inlets: 1, outlets: [] },
  'node.script': { inlets: 1, outlets: anyOutlets(2) },
  opendialog: { inlets: 1, outlets: [ANY, 'bang'] },
  prepend: { inlets: 1, outlets: [ANY] },
  route: (words) => ({ inlets: words.length + 1, outlets: anyOutlets(words.length + 1) }),
  routepass: (words) => ({ inlets: words.length + 1, outlets: anyOutlets(words.length + 1) }),
  sel: (words) => ({ inlets: words.length + 1, outlets: [...words.map(() => 'bang'), ANY] }),
  // Each argument is a whole number here.
  unpack: (words) => ({ inlets: 1, outlets: words.map(() => 'int') }),
  t: (words) => ({ inlets: 1, outlets: words.map(triggerType) }),
};

/** Objects whose maxclass is their name. */
const FACES: Readonly<Record<string, Ports>> = {
  message: { inlets: 2, outlets: [ANY] },
  'live.button': { inlets: 1, outlets: [ANY] },
  'live.comment': { inlets: 1, outlets: [] },
  'live.dial': { inlets: 1, outlets: [ANY, 'float'] },
  'live.line': { inlets: 1, outlets: [] },
  'live.menu': { inlets: 1, outlets: [ANY, ANY, 'float'] },
  'live.numbox': { inlets: 1, outlets: [ANY, 'float'] },
  'live.tab': { inlets: 1, outlets: [ANY, ANY, 'float'] },
  'live.text': { inlets: 1, outlets: [ANY, ANY] },
  'live.toggle': { inlets: 1, outlets: [ANY] },
  textedit: { inlets: 1, outlets: [ANY, 'int', ANY, ANY] },
};

/** Objects whose ports depend on the script they run, and so are not in the tables. */
export const SCRIPTED = ['v8', 'v8ui'] as const;

/** Undefined for an object that is in no table. */
export function portsOf(box: Pick<Box, 'maxclass' | 'text'>): Ports | undefined {
  if (box.maxclass !== 'newobj') return FACES[box.maxclass];
  const [name = '', ...words] = (box.text ?? '').split(' ');
  const rule = OBJECTS[name];
  return typeof rule === 'function' ? rule(words.filter((word) => !word.startsWith('@'))) : rule;
}

/** A patching object such as `route ready pattern`. @throws Error for an object that is not in the table. */
export function object(id: string, text: string, attributes: Readonly<Record<string, Json>> = {}): Box {
  return boxWith({ id, maxclass: 'newobj', text }, attributes);
}

/** A message box: what it holds is sent when it is clicked or banged. */
export function message(id: string, text: string): Box {
  return boxWith({ id, maxclass: 'message', text }, {});
}

/** An object whose maxclass is its name. @throws Error for one that is not in the table. */
export function face(id: string, maxclass: string, attributes: Readonly<Record<string, Json>>): Box {
  return boxWith({ id, maxclass }, attributes);
}

/** A box that runs a script; its ports must be those that the script declares. */
export function script(
  id: string,
  maxclass: (typeof SCRIPTED)[number],
  file: string,
  options: { readonly inlets: number; readonly outlets: number; readonly attributes?: Record<string, Json> },
): Box {
  const textfile = { filename: file, flags: 0, embed: 0, autowatch: 1 };
  const common = {
    id,
    numinlets: options.inlets,
    numoutlets: options.outlets,
    outlettype: anyOutlets(options.outlets),
    patching_rect: UNPLACED,
    filename: file,
    textfile,
    ...options.attributes,
  };
  // v8ui takes its file as an attribute only; given as an argument it runs no script and reports nothing.
  if (maxclass === 'v8ui') return { ...common, maxclass, parameter_enable: 0 };
  return {
    ...common,
    maxclass: 'newobj',
    text: `v8 ${file}`,
    saved_object_attributes: { parameter_enable: 0 },
  };
}

/** Until {@link arrange} places the box in the patching view. */
export const UNPLACED: Rect = [0, 0, 0, 0];

function boxWith(
  kind: { readonly id: string; readonly maxclass: string; readonly text?: string },
  attributes: Readonly<Record<string, Json>>,
): Box {
  const ports = portsOf(kind);
  if (!ports) throw new Error(`No ports are known for ${kind.text ?? kind.maxclass}: add it to objects.ts.`);
  return {
    ...kind,
    numinlets: ports.inlets,
    numoutlets: ports.outlets.length,
    ...(ports.outlets.length > 0 ? { outlettype: ports.outlets } : {}),
    patching_rect: UNPLACED,
    ...attributes,
  };
}

function anyOutlets(count: number): string[] {
  return new Array<string>(count).fill(ANY);
}

function triggerType(word: string): string {
  if (word === 'b') return 'bang';
  if (word === 'i') return 'int';
  if (word === 'f') return 'float';
  return /^\d+$/.test(word) ? 'int' : ANY;
}

export function controlBoxId(controlId: string): string {
  return `control-${controlId}`;
}
