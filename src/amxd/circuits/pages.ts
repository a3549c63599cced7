// The tabs of the panel: a message per page shows the boxes of that page by name and hides those of the
// others. panel-circuits.ts and live-control.ts put boxes on pages; lint/ and preview/ read the pages back
// from the messages of a finished patcher. Tabs work in the patch alone, whatever the scripts do.

import { PAGES, type Control, type Page } from '../../device/controls/controls';
import { LIVE_INLET, cord, type Circuit } from './circuit';
import { controlBoxId, message, object } from '../patcher/objects';
import type { Box, Patcher } from '../patcher/patcher';

/** Outlet of live.tab that sends the chosen word. */
const WORD_OUTLET = 1;

/** A box on a page, by its scripting name. */
export interface Placed {
  readonly varname: string;
  readonly page: Page;
}

/** Hides boxes and does not move them, because Max does not redraw a box whose presentation_rect is set at run time. */
export function pageCircuit(placed: readonly Placed[]): Circuit {
  return {
    boxes: [
      object('pages', `sel ${PAGES.join(' ')}`),
      ...PAGES.map((page) => message(pageBoxId(page), messageFor(page, placed))),
      object('pages-unknown', 'prepend unknown'),
      object('boxes', 'thispatcher'),
    ],
    cords: [
      cord([controlBoxId('page'), WORD_OUTLET], 'pages'),
      ...PAGES.flatMap((page, index) => [
        cord(['pages', index], pageBoxId(page)),
        cord(pageBoxId(page), 'boxes'),
      ]),
      cord(['pages', PAGES.length], 'pages-unknown'),
      cord('pages-unknown', LIVE_INLET),
    ],
  };
}

function pageBoxId(page: Page): string {
  return `page-${page.toLowerCase()}`;
}

function messageFor(page: Page, placed: readonly Placed[]): string {
  return placed
    .map((each) => `script sendbox ${each.varname} hidden ${each.page === page ? 0 : 1}`)
    .join(', ');
}

/** The first page is visible before any tab is pressed; boxes of the others start hidden. */
export function pageAttributes(page: Page | undefined): { readonly hidden?: 1 } {
  return page === undefined || page === PAGES[0] ? {} : { hidden: 1 };
}

export function placedControls(controls: readonly Control[]): Placed[] {
  return controls.flatMap(({ id, page }) => (page === undefined ? [] : [{ varname: id, page }]));
}

export interface PageState {
  readonly id: string;
  /** Scripting names; a box in neither set is always visible. */
  readonly hidden: ReadonlySet<string>;
  readonly shown: ReadonlySet<string>;
}

/** The pages of a patcher in the order of its message boxes, which is that of the tabs; empty where there are none. */
export function pageStates({ boxes }: Pick<Patcher, 'boxes'>): PageState[] {
  return boxes.flatMap(({ box }) => {
    if (box.maxclass !== 'message' || !box.text?.startsWith('script sendbox ')) return [];
    const settings = [...box.text.matchAll(/script sendbox (\S+) hidden ([01])/g)];
    const named = (flag: string): ReadonlySet<string> =>
      new Set(settings.flatMap(([, name = '', hidden]) => (hidden === flag ? [name] : [])));
    return [{ id: box.id, hidden: named('1'), shown: named('0') }];
  });
}

export function isOnPage(box: Box, { hidden }: PageState): boolean {
  return box.presentation === 1 && !(box.varname !== undefined && hidden.has(box.varname));
}
