import { PAGES, type Control, type Page } from '../../device/controls/controls';
import { LIVE_INLET, cord, type Circuit } from '../patcher/circuit';
import { controlBoxId, message, object } from '../patcher/objects';
import type { Box, Patcher } from '../patcher/patcher';

/** Outlet of live.tab that sends the chosen word. */
const WORD_OUTLET = 1;

/** What stands on a page, by scripting name. */
export interface Placed {
  readonly varname: string;
  readonly page: Page;
}

/**
 * The tabs: each shows the boxes of its page and hides those of the others, whatever the scripts do. Moving boxes
 * instead would not be drawn.
 */
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

/** What a box on a page has besides: the first page is there before any tab was pressed. */
export function pageAttributes(page: Page | undefined): { readonly hidden?: 1 } {
  return page === undefined || page === PAGES[0] ? {} : { hidden: 1 };
}

/** The controls that stand on pages. */
export function placedControls(controls: readonly Control[]): Placed[] {
  return controls.flatMap(({ id, page }) => (page === undefined ? [] : [{ varname: id, page }]));
}

/** A state of the panel as a page's message leaves it. */
export interface PageState {
  readonly id: string;
  /** Scripting names of the boxes that are hidden, and of those that are shown by name. */
  readonly hidden: ReadonlySet<string>;
  readonly shown: ReadonlySet<string>;
}

/** Every page of a patcher, read from the messages that its tabs send. */
export function pageStates({ boxes }: Pick<Patcher, 'boxes'>): PageState[] {
  return boxes.flatMap(({ box }) => {
    if (box.maxclass !== 'message' || !box.text?.startsWith('script sendbox ')) return [];
    const settings = [...box.text.matchAll(/script sendbox (\S+) hidden ([01])/g)];
    const named = (flag: string): ReadonlySet<string> =>
      new Set(settings.flatMap(([, name = '', hidden]) => (hidden === flag ? [name] : [])));
    return [{ id: box.id, hidden: named('1'), shown: named('0') }];
  });
}

/** Whether a box is seen on a page. */
export function isOnPage(box: Box, { hidden }: PageState): boolean {
  return box.presentation === 1 && !(box.varname !== undefined && hidden.has(box.varname));
}
