// Reads what each tab of a finished patcher shows and hides, by following its cords as a press would.
// Used by lint/ and preview/, so that both speak of the patch that was built, not of the one that was meant.

import { WORD_OUTLET } from './pages';
import { controlBoxId } from '../patcher/objects';
import type { Box, Patcher, Port } from '../patcher/patcher';

type Boxes = Pick<Patcher, 'boxes' | 'lines'>;

export interface PageState {
  /** The id of the message box that a press of the tab bangs. */
  readonly id: string;
  /** Scripting names; a box in neither set is always visible. */
  readonly hidden: ReadonlySet<string>;
  readonly shown: ReadonlySet<string>;
}

/** The pages in the order of the tabs; empty where there are none. */
export function pageStates(patcher: Boxes): PageState[] {
  const words = boxesAt(patcher, [controlBoxId('page'), WORD_OUTLET]).find(({ text }) =>
    isObject(text, 'sel'),
  );
  if (!words) return [];
  return outletsOf(words)
    .flatMap((outlet) => boxesAt(patcher, outlet))
    .filter(({ maxclass }) => maxclass === 'message')
    .map((page) => stateOf(patcher, page));
}

function stateOf(patcher: Boxes, page: Box): PageState {
  const flags = (page.text ?? '').split(' ');
  const settings = boxesAt(patcher, [page.id, 0])
    .filter(({ text }) => isObject(text, 'unpack'))
    .flatMap((list) => outletsOf(list).map((outlet) => namesAt(patcher, outlet)));
  const named = (flag: string): ReadonlySet<string> =>
    new Set(settings.flatMap((names, place) => (flags[place] === flag ? names : [])));
  return { id: page.id, hidden: named('1'), shown: named('0') };
}

/** The boxes that a number out of this outlet hides or shows: straight, or through a trigger. */
function namesAt(patcher: Boxes, source: Port): string[] {
  return boxesAt(patcher, source).flatMap((box) => {
    if (isObject(box.text, 't')) return outletsOf(box).flatMap((outlet) => namesAt(patcher, outlet));
    const name = /^script sendbox (\S+) hidden \$1$/.exec(box.text ?? '')?.[1];
    const reaches = boxesAt(patcher, [box.id, 0]).some(({ text }) => text === 'thispatcher');
    return name !== undefined && reaches ? [name] : [];
  });
}

function boxesAt({ boxes, lines }: Boxes, [id, outlet]: Port): Box[] {
  const ends = lines
    .filter(({ patchline: { source } }) => source[0] === id && source[1] === outlet)
    .map(({ patchline }) => patchline.destination[0]);
  return boxes.flatMap(({ box }) => (ends.includes(box.id) ? [box] : []));
}

function outletsOf({ id, numoutlets }: Box): Port[] {
  return Array.from({ length: numoutlets }, (_, outlet): Port => [id, outlet]);
}

function isObject(text: string | undefined, name: string): boolean {
  return text?.split(' ')[0] === name;
}

/** Whether a box is in the presentation and the page does not hide it. */
export function isOnPage(box: Box, { hidden }: PageState): boolean {
  return box.presentation === 1 && !(box.varname !== undefined && hidden.has(box.varname));
}
