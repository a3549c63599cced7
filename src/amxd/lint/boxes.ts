// Checks the boxes one by one and as each page of the panel shows them. Called by lint-device.ts.

import { DEVICE_HEIGHT, type Box, type Patcher, type Rect } from '../patcher/patcher';
import { SCRIPTED, portsOf } from '../patcher/objects';
import { isOnPage, pageStates } from '../circuits/page-states';

/** Objects that a device must not hold, and why. */
const FORBIDDEN: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^(print|error)$/, 'writes into the Max console'],
  [/^jit\./, 'makes every user load Jitter'],
  [/^(dac|adc|ezdac|ezadc)~$/, 'bypasses Live and opens the audio device'],
  [/^(loadbang|loadmess)$/, 'acts before Live has restored the parameters; use live.thisdevice'],
  [/^(delay|metro)$/, 'stops while audio is off'],
  [/^(udpsend|udpreceive|mxj|maxurl)$/, 'takes a port or connection that a second instance needs too'],
];

/** Objects whose first argument names something that all patches of a Live Set share. */
const GLOBALLY_NAMED = new Set([
  's',
  'r',
  'send',
  'receive',
  'buffer~',
  'coll',
  'dict',
  'value',
  'v',
  'pattrstorage',
]);

/** Every box: known and allowed objects, the right number of ports, ids and names used once. */
export function lintBoxes({ boxes }: Pick<Patcher, 'boxes'>): string[] {
  const all = boxes.map(({ box }) => box);
  return [
    ...repeated(all.map(({ id }) => id)).map((id) => `Two boxes have the id ${id}.`),
    ...repeated(all.flatMap(({ varname }) => varname ?? [])).map((name) => `Two boxes are named ${name}.`),
    ...all.flatMap(lintObject),
    ...(all.filter(({ text }) => text === 'live.thisdevice').length === 1
      ? []
      : ['There must be one live.thisdevice: LiveAPI does not work before it bangs.']),
  ];
}

function lintObject(box: Box): string[] {
  const [name = '', first = ''] = box.maxclass === 'newobj' ? (box.text ?? '').split(' ') : [box.maxclass];
  const problems = FORBIDDEN.filter(([pattern]) => pattern.test(name)).map(
    ([, reason]) => `${box.id}: ${name} ${reason}.`,
  );
  if (GLOBALLY_NAMED.has(name) && !first.startsWith('---')) {
    problems.push(`${box.id}: "${first}" must begin with ---, or two instances will share it.`);
  }
  if (box.outlettype && box.outlettype.length !== box.numoutlets) {
    problems.push(`${box.id}: ${box.outlettype.length} outlet types for ${box.numoutlets} outlets.`);
  }
  if ((SCRIPTED as readonly string[]).includes(name)) return problems;
  const ports = portsOf(box);
  if (!ports) return [...problems, `${box.id}: ${name} is not an object that this device knows.`];
  if (ports.inlets !== box.numinlets || ports.outlets.length !== box.numoutlets) {
    problems.push(
      `${box.id}: ${name} has ${ports.inlets} inlets and ${ports.outlets.length} outlets, not ${box.numinlets} and ${box.numoutlets}.`,
    );
  }
  return problems;
}

/** The presentation view: whole pixels, nothing beyond the device, no overlaps, equal margins left and right. */
export function lintPresentation(patcher: Pick<Patcher, 'boxes' | 'lines' | 'openrect'>): string[] {
  const { boxes, openrect } = patcher;
  const [, , width] = openrect;
  const problems: string[] = [];
  const shown: { readonly box: Box; readonly id: string; readonly rect: Rect }[] = [];
  for (const { box } of boxes) {
    const rect = box.presentation_rect;
    if (box.presentation !== 1) {
      if (box.maxclass.startsWith('live.') || box.maxclass === 'v8ui') {
        problems.push(`${box.id} has a face but is not in the presentation.`);
      }
      continue;
    }
    if (!rect) {
      problems.push(`${box.id} has no place in the presentation.`);
      continue;
    }
    shown.push({ box, id: box.id, rect });
    const [x, y, w, h] = rect;
    if (!rect.every(Number.isInteger)) problems.push(`${box.id} is not on whole pixels.`);
    if (w <= 0 || h <= 0) problems.push(`${box.id} has no size.`);
    if (x < 0 || y < 0 || x + w > width || y + h > DEVICE_HEIGHT) {
      problems.push(`${box.id} extends beyond the device.`);
    }
  }
  const pages = pageStates(patcher);
  // Without pages everything is seen at once.
  const views =
    pages.length > 0 ? pages.map((page) => shown.filter(({ box }) => isOnPage(box, page))) : [shown];
  return [
    ...problems,
    ...new Set(views.flatMap((view) => [...lintOverlaps(view), ...lintMargins(view, width)])),
  ];
}

function lintOverlaps(shown: readonly { readonly id: string; readonly rect: Rect }[]): string[] {
  return shown.flatMap((one, index) =>
    shown
      .slice(index + 1)
      .filter((other) => overlap(one.rect, other.rect))
      .map((other) => `${one.id} and ${other.id} overlap.`),
  );
}

function overlap([ax, ay, aw, ah]: Rect, [bx, by, bw, bh]: Rect): boolean {
  return ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah;
}

function lintMargins(shown: readonly { readonly rect: Rect }[], width: number): string[] {
  if (shown.length === 0) return ['The presentation is empty.'];
  const left = Math.min(...shown.map(({ rect }) => rect[0]));
  const right = width - Math.max(...shown.map(({ rect }) => rect[0] + rect[2]));
  return left === right ? [] : [`The left margin is ${left} px, the right one ${right} px.`];
}

/** The values that occur more than once, each listed once. */
export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
