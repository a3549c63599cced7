// Checks the pages: every tab opens one, each says of every box whether it is visible, and by short messages.
// Called by lint-device.ts.

import { isOnPage, pageStates, type PageState } from '../circuits/page-states';
import { controlBoxId } from '../patcher/objects';
import { parameterOf, type Box, type Patcher } from '../patcher/patcher';

/**
 * How much a message box may send to `thispatcher`. Max has been seen to cut off a very large message there, and nobody
 * says how large one may be: a margin of our own, not a measured fact.
 */
const LONGEST = { characters: 200, messages: 6 } as const;

/** Every page must show or hide every box that any page names, so that the page before it does not matter. */
export function lintPages(patcher: Pick<Patcher, 'boxes' | 'lines'>): string[] {
  const pages = pageStates(patcher);
  const boxes = patcher.boxes.map(({ box }) => box);
  return [
    ...lintTabs(pages, boxes),
    ...lintNames(pages, boxes),
    ...lintStart(pages, boxes),
    ...lintLength(patcher),
  ];
}

function lintTabs(pages: readonly PageState[], boxes: readonly Box[]): string[] {
  const tabs = boxes.find(({ id }) => id === controlBoxId('page'));
  const words = (tabs && parameterOf(tabs)?.parameter_enum) ?? [];
  const count = Array.isArray(words) ? words.length : 0;
  return count === pages.length ? [] : [`There are ${count} tabs, but ${pages.length} pages.`];
}

function lintNames(pages: readonly PageState[], boxes: readonly Box[]): string[] {
  const names = new Set(pages.flatMap(({ hidden, shown }) => [...hidden, ...shown]));
  const known = new Set(boxes.map(({ varname }) => varname));
  return [
    ...[...names]
      .filter((name) => !known.has(name))
      .map((name) => `A page shows ${name}, but no box has that name.`),
    ...pages.flatMap(({ id, hidden, shown }) =>
      [...names]
        .filter((name) => !hidden.has(name) && !shown.has(name))
        .map((name) => `${id} does not say whether ${name} is visible.`),
    ),
    ...[...names]
      .filter((name) => !pages.some(({ shown }) => shown.has(name)))
      .map((name) => `${name} is not visible on any page.`),
  ];
}

/** Before a tab is pressed the panel must look as the first page does. */
function lintStart([first]: readonly PageState[], boxes: readonly Box[]): string[] {
  if (!first) return [];
  return boxes
    .filter((box) => box.presentation === 1 && isOnPage(box, first) !== (box.hidden !== 1))
    .map(
      ({ id, hidden }) => `${id} starts ${hidden === 1 ? 'hidden' : 'visible'}, unlike on the first page.`,
    );
}

function lintLength({ boxes, lines }: Pick<Patcher, 'boxes' | 'lines'>): string[] {
  const receivers = new Set(boxes.filter(({ box }) => box.text === 'thispatcher').map(({ box }) => box.id));
  return boxes.flatMap(({ box: { id, maxclass, text = '' } }) => {
    const leadsThere = lines.some(
      ({ patchline: { source, destination } }) => source[0] === id && receivers.has(destination[0]),
    );
    if (maxclass !== 'message' || !leadsThere) return [];
    const messages = text.split(',').length;
    return text.length <= LONGEST.characters && messages <= LONGEST.messages
      ? []
      : [
          `${id} sends ${text.length} characters and ${messages} messages to thispatcher, which may cut them off.`,
        ];
  });
}
