import type { Box, Json, Rect } from './patcher';

/** Inlets and outlets of an object; each outlet by what Max writes as its type: "" stands for any message. */
interface Ports {
  readonly inlets: number;
  readonly outlets: readonly string[];
}

type PortRule = Ports | ((words: readonly string[]) => Ports);

const ANY = '';

/** The patching objects that the device is made of. A name that is not here does not get into the patch. */
const OBJECTS: Readonly<Record<string, PortRule>> = {
  'live.thisdevice': { inlets: 1, outlets: ['bang', 'int', 'int'] },
  dict: { inlets: 2, outlets: ['dictionary', ANY, ANY, ANY, ANY] },
  flush: { inlets: 2, outlets: ['int', 'int'] },
  freebang: { inlets: 1, outlets: ['bang'] },
  noteout: { inlets: 3, outlets: [] },
  // A word per value and one for the delay, each with an inlet; an outlet per value.
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
  t: (words) => ({ inlets: 1, outlets: words.map(triggerType) }),
};

/** Objects with a face of their own: their maxclass is their name. */
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

/** The ports of scripts are theirs to say; everything else is in the tables above. */
export const SCRIPTED = ['v8', 'v8ui'] as const;

/** Inlets and outlets of a box by its name and arguments, or undefined for an object that is unknown here. */
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

/** An object with a face. @throws Error for a face that is not in the table. */
export function face(id: string, maxclass: string, attributes: Readonly<Record<string, Json>>): Box {
  return boxWith({ id, maxclass }, attributes);
}

/** A box that runs a script, with as many ports as the script says it has. */
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
    textfile,
    ...options.attributes,
  };
  // v8ui takes its file as an attribute alone; as a typed argument it stays without a script, in silence.
  if (maxclass === 'v8ui') return { ...common, maxclass, filename: file, parameter_enable: 0 };
  return {
    ...common,
    maxclass: 'newobj',
    text: `v8 ${file}`,
    saved_object_attributes: { parameter_enable: 0 },
  };
}

/** Where a box stands in the patching view before {@link arrange} has placed it. */
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

/** The id of a control's box, for patch cords. */
export function controlBoxId(controlId: string): string {
  return `control-${controlId}`;
}
