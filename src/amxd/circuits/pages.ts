// The tabs of the panel: the chosen word picks a list that says of each page whether it is hidden, and its
// numbers go to a short message for every box. Tabs work in the patch alone, whatever the scripts do.
// panel-circuits.ts and live-control.ts put boxes on pages; page-states.ts reads them back.

import { PAGES, type Control, type Page } from '../../device/controls/controls';
import { LIVE_INLET, cord, type Circuit } from './circuit';
import { controlBoxId, message, object } from '../patcher/objects';

/** Outlet of live.tab that sends the chosen word. */
export const WORD_OUTLET = 1;

/** A box on a page, by its scripting name. */
export interface Placed {
  readonly varname: string;
  readonly page: Page;
}

/**
 * Hides boxes and does not move them, because Max does not redraw a box whose presentation_rect is set at run time. One
 * message a box: Max has been seen to cut off a very large one to `thispatcher`.
 */
export function pageCircuit(): Circuit {
  return {
    boxes: [
      object('pages', `sel ${PAGES.join(' ')}`),
      ...PAGES.map((page) => message(pageId(page), hiddenPages(page))),
      object('pages-hidden', `unpack ${PAGES.map(() => 0).join(' ')}`),
      object('pages-unknown', 'prepend unknown'),
      object('boxes', 'thispatcher'),
    ],
    cords: [
      cord([controlBoxId('page'), WORD_OUTLET], 'pages'),
      ...PAGES.flatMap((page, index) => [
        cord(['pages', index], pageId(page)),
        cord(pageId(page), 'pages-hidden'),
        cord(['pages-hidden', index], hidesPageId(page)),
      ]),
      cord(['pages', PAGES.length], 'pages-unknown'),
      cord('pages-unknown', LIVE_INLET),
    ],
  };
}

/** Passes on whether a page is hidden to each box that stands on it. */
export function boxesOfPage(page: Page, placed: readonly Placed[]): Circuit {
  const names = placed.flatMap(({ varname, page: its }) => (its === page ? [varname] : []));
  const hides = (name: string): string => `hides-${name}`;
  return {
    boxes: [
      object(hidesPageId(page), ['t', ...names.map(() => 'i')].join(' ')),
      ...names.map((name) => message(hides(name), `script sendbox ${name} hidden $1`)),
    ],
    cords: names.flatMap((name, index) => [
      cord([hidesPageId(page), index], hides(name)),
      cord(hides(name), 'boxes'),
    ]),
  };
}

function pageId(page: Page): string {
  return `page-${page.toLowerCase()}`;
}

function hidesPageId(page: Page): string {
  return `hides-page-${page.toLowerCase()}`;
}

/** 0 in the place of the page that is shown, 1 for the others. */
function hiddenPages(shown: Page): string {
  return PAGES.map((page) => (page === shown ? 0 : 1)).join(' ');
}

/** The first page is visible before any tab is pressed; boxes of the others start hidden. */
export function pageAttributes(page: Page | undefined): { readonly hidden?: 1 } {
  return page === undefined || page === PAGES[0] ? {} : { hidden: 1 };
}

export function placedControls(controls: readonly Control[]): Placed[] {
  return controls.flatMap(({ id, page }) => (page === undefined ? [] : [{ varname: id, page }]));
}
