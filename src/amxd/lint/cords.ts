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
    ...lintRoutes(boxes, new Set(cords.map(({ source }) => name(source)))),
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

/** No message may vanish in a `route` or `sel`: every outlet leads on, the one for unmatched messages as well. */
function lintRoutes(boxes: Patcher['boxes'], used: ReadonlySet<string>): string[] {
  return boxes
    .filter(({ box }) => box.maxclass === 'newobj' && /^(route|sel) /.test(box.text ?? ''))
    .flatMap(({ box }) =>
      Array.from({ length: box.numoutlets }, (_, port) => `${box.id}:${port}`)
        .filter((port) => !used.has(port))
        .map((port) => `${port} leads nowhere, so messages vanish there.`),
    );
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
