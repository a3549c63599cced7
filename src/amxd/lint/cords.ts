// Checks the patch cords, whose faults Max does not report: a cord to a missing box is dropped, and several
// cords from one outlet fire in the order of their positions. Called by lint-device.ts.

import type { Box, Patcher, Port } from '../patcher/patcher';
import { repeated } from './boxes';

/** Both ends exist, no order is left to positions, no message vanishes, and MIDI passes whatever the scripts do. */
export function lintCords({ boxes, lines }: Pick<Patcher, 'boxes' | 'lines'>): string[] {
  const byId = new Map(boxes.map(({ box }) => [box.id, box]));
  const cords = lines.map(({ patchline }) => patchline);
  const name = ([id, port]: Port): string => `${id}:${port}`;
  return [
    ...cords.flatMap(({ source, destination }) => [
      ...lintEnd(source, byId.get(source[0]), 'outlet'),
      ...lintEnd(destination, byId.get(destination[0]), 'inlet'),
    ]),
    // Max fires such cords by where the boxes stand; a trigger says the order instead.
    ...repeated(cords.map(({ source }) => name(source))).map(
      (port) => `${port} has several cords, whose order depends on positions; use t.`,
    ),
    ...lintOutlets(boxes, new Set(cords.map(({ source }) => name(source)))),
    ...lintReached(boxes, new Set(cords.map(({ destination }) => destination[0]))),
    ...lintInit(boxes, cords),
    ...lintThrough(boxes, cords),
    ...lintTimed(boxes, cords),
  ];
}

/** `pipe` stands still while audio is off, so it may delay notes, which need audio anyway, and nothing else. */
function lintTimed(
  boxes: Patcher['boxes'],
  cords: readonly Patcher['lines'][number]['patchline'][],
): string[] {
  const nameOf = (id: string): string =>
    boxes.find(({ box }) => box.id === id)?.box.text?.split(' ')[0] ?? '';
  return cords
    .filter(({ source, destination }) => nameOf(source[0]) === 'pipe' && nameOf(destination[0]) !== 'flush')
    .map(({ source }) => `${source[0]}: pipe stops while audio is off; it may only delay notes.`);
}

function lintEnd([id, port]: Port, box: Box | undefined, kind: 'outlet' | 'inlet'): string[] {
  if (!box) return [`A cord ends at ${id}, which does not exist; Max would silently drop it.`];
  const count = kind === 'outlet' ? box.numoutlets : box.numinlets;
  return port < count ? [] : [`${id} has no ${kind} ${port}.`];
}

/** Outlets that may lead nowhere, because nobody asks for what they send; all others carry something on. */
const IDLE_OUTLETS: Readonly<Record<string, readonly number[]>> = {
  dict: [0, 1, 2, 3, 4],
  thispatcher: [0, 1],
  opendialog: [1],
  'live.thisdevice': [2],
  'live.dial': [1],
  'live.numbox': [1],
  'live.menu': [1, 2],
  'live.tab': [1, 2],
  'live.text': [1],
  textedit: [1, 2, 3],
};

/** Objects that begin something by themselves. */
const SOURCES = new Set(['live.thisdevice', 'midiin', 'freebang', 'dict']);

/** No message may vanish: every outlet leads on, the one of a route for what it does not know as well. */
function lintOutlets(boxes: Patcher['boxes'], used: ReadonlySet<string>): string[] {
  return boxes.flatMap(({ box }) =>
    Array.from({ length: box.numoutlets }, (_, port) => port)
      .filter((port) => !used.has(`${box.id}:${port}`) && !IDLE_OUTLETS[objectName(box)]?.includes(port))
      .map((port) => `${box.id}:${port} leads nowhere, so messages vanish there.`),
  );
}

/** A patching object or message that nothing reaches does nothing. */
function lintReached(boxes: Patcher['boxes'], reached: ReadonlySet<string>): string[] {
  return boxes
    .filter(({ box }) => box.maxclass === 'newobj' || box.maxclass === 'message')
    .filter(({ box }) => !SOURCES.has(objectName(box)) && !reached.has(box.id))
    .map(({ box }) => `Nothing leads to ${box.id}.`);
}

function objectName({ maxclass, text = '' }: Box): string {
  return maxclass === 'newobj' ? (text.split(' ')[0] ?? '') : maxclass;
}

/** LiveAPI is used in an event of its own after live.thisdevice has banged, never within that bang. */
function lintInit(
  boxes: Patcher['boxes'],
  cords: readonly Patcher['lines'][number]['patchline'][],
): string[] {
  const nameOf = (id: string): string =>
    boxes.flatMap(({ box }) => (box.id === id ? objectName(box) : []))[0] ?? '';
  const seen = new Set<string>();
  const reachesScript = (id: string, outlet?: number): boolean => {
    if (nameOf(id) === 'v8') return true;
    if (nameOf(id) === 'deferlow' || seen.has(id)) return false;
    seen.add(id);
    return cords.some(
      ({ source, destination }) =>
        source[0] === id && (outlet ?? source[1]) === source[1] && reachesScript(destination[0]),
    );
  };
  return boxes
    .filter(({ box }) => objectName(box) === 'live.thisdevice' && reachesScript(box.id, 0))
    .map(({ box }) => `${box.id} bangs the v8 program without deferlow.`);
}

function lintThrough(
  boxes: Patcher['boxes'],
  cords: readonly Patcher['lines'][number]['patchline'][],
): string[] {
  const idOf = (text: string): string | undefined => boxes.find(({ box }) => box.text === text)?.box.id;
  const [from, to] = [idOf('midiin'), idOf('midiout')];
  if (from === undefined || to === undefined) return ['A MIDI effect needs midiin and midiout.'];
  const touching = cords.filter(({ source, destination }) => source[0] === from || destination[0] === to);
  const direct =
    touching.length === 1 && touching[0]?.source[0] === from && touching[0].destination[0] === to;
  return direct ? [] : ['midiin must lead straight to midiout, and nothing else may connect to either.'];
}
