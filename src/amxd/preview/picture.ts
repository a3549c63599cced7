// Draws the device as Live shows it, one page to a picture. `npm run build` writes them beside the device.
// It reads the finished patcher and the frozen scripts, never layout.ts: a picture shows what was built.

import { PAGES, type Page } from '../../device/controls/controls';
import type { GridView } from '../../device/display/grid-view';
import { DEVICE_HEIGHT, type Box, type Patcher } from '../patcher/patcher';
import { drawFace, filled, label } from './faces';
import { controlBoxId } from '../patcher/objects';
import { isOnPage, pageStates, type PageState } from '../circuits/page-states';
import { drawGrid, drawPad } from './grid-script';
import { element } from './svg';
import { THEME } from './theme';

/** Height of Live’s bar over a device, with its switch and name. */
const TITLE_BAR = 19;

/** How much larger than in Live the picture is by default, so that its smallest words stay legible. */
const MAGNIFICATION = 1.25;

const BORDER = 8;

export interface PictureContents {
  readonly name: string;
  readonly gridScript: string;
  readonly padScript: string;
  readonly page: Page;
  readonly view: GridView;
  readonly corners: readonly boolean[];
  /** Of the rhythm, in the field on the Model page. */
  readonly text: string;
  /** Values shown instead of the initial ones, by the id of the control’s box. */
  readonly values?: Readonly<Record<string, number>>;
  readonly status: string;
}

/** One page of the device as an SVG document. */
export function drawDevice(patcher: Patcher, contents: PictureContents): string {
  const [, , width] = patcher.openrect;
  const [fullWidth, fullHeight] = [width + 2 * BORDER, DEVICE_HEIGHT + TITLE_BAR + 2 * BORDER];
  const page = pageStates(patcher)[PAGES.indexOf(contents.page)];
  const body = patcher.boxes.flatMap(({ box }) => (isSeen(box, page) ? [drawBox(box, contents)] : []));
  const picture = [
    filled([0, 0, fullWidth, fullHeight], THEME.desktop, 0),
    filled([BORDER, BORDER, width, TITLE_BAR + 8], THEME.titleBar, 4),
    filled([BORDER, BORDER + TITLE_BAR, width, DEVICE_HEIGHT], THEME.surface, 4),
    filled([BORDER, BORDER + TITLE_BAR, width, 8], THEME.surface, 0),
    element('circle', { cx: BORDER + 11, cy: BORDER + TITLE_BAR / 2, r: 4.5, fill: THEME.chosen }),
    label(contents.name, [BORDER + 21, BORDER + 13], 'start', THEME.bright),
    titleIcons(BORDER + width - 36, BORDER + TITLE_BAR / 2),
    element('g', { transform: `translate(${BORDER} ${BORDER + TITLE_BAR})` }, body.join('\n')),
  ];
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${fullWidth} ${fullHeight}`,
      width: fullWidth * MAGNIFICATION,
      height: fullHeight * MAGNIFICATION,
      role: 'img',
      'aria-label': `The ${contents.name} device in Live`,
    },
    `\n${picture.join('\n')}\n`,
  )}\n`;
}

/** Live’s buttons at the right of every title bar: swap the preset, save it. */
function titleIcons(x: number, middle: number): string {
  const line = { fill: 'none', stroke: THEME.text, 'stroke-width': 1.2 };
  const swap = 'M.5-1.5a4.2 4.2 0 0 1 7.6-.8M8.4-5v2.9H5.5M8.5 1.5a4.2 4.2 0 0 1-7.6.8M.6 5V2.1h2.9';
  const save = 'M0-4.5h7L9-2.5v7H0ZM2.5 4.5V1h4v3.5';
  return [
    element('path', { d: swap, transform: `translate(${x} ${middle})`, ...line }),
    element('path', { d: save, transform: `translate(${x + 18} ${middle})`, ...line }),
  ].join('');
}

function isSeen(box: Box, page: PageState | undefined): boolean {
  return !page || isOnPage(box, page);
}

function drawBox(box: Box, contents: PictureContents): string {
  const rect = box.presentation_rect;
  if (box.maxclass === 'v8ui' && rect) {
    const [x, y, width, height] = rect;
    const drawn = drawScripted(box.id, contents, [width, height]);
    return element('g', { transform: `translate(${x} ${y})` }, drawn.join('\n'));
  }
  if (box.id === 'status') return drawFace({ ...box, text: contents.status });
  if (box.maxclass === 'textedit') return drawFace({ ...box, text: contents.text });
  const values = { ...contents.values, [controlBoxId('page')]: PAGES.indexOf(contents.page) };
  const value = values[box.id];
  return drawFace(value === undefined ? box : withValue(box, value));
}

function drawScripted(
  id: string,
  { gridScript, padScript, view, corners, values = {} }: PictureContents,
  size: readonly [number, number],
): readonly string[] {
  if (id === 'grid') return drawGrid(gridScript, view, size);
  const axis = (name: string): number => (values[controlBoxId(name)] ?? 0) / 100;
  return drawPad(padScript, { place: [axis('morphX'), axis('morphY')], corners }, size);
}

function withValue(box: Box, value: number): Box {
  const attributes = box.saved_attribute_attributes as { readonly valueof: Readonly<Record<string, number>> };
  return {
    ...box,
    saved_attribute_attributes: { valueof: { ...attributes.valueof, parameter_initial: [value] } },
  };
}
