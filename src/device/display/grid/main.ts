// The script of the grid's v8ui object: draws the view in the view dictionary, and sends what the user draws
// and clicks to the v8 program. The build starts a bundle here and appends the top-level handlers that Max
// calls; each calls the function of its name exported here. Never touches Live.

import { paintGrid } from './paint';
import { GridPen } from './pen';
import { emptyView, viewFromDictionary } from '../grid-view';
import { TO_GRID, type Message } from '../../protocol/selectors';
import { asWord } from '../../protocol/wire';

export const inlets = 1;
export const outlets = 1;

const pen = new GridPen();
let view = emptyView();

mgraphics.init();
mgraphics.relative_coords = 0;
mgraphics.autofill = 0;

/** Takes every message; an unknown selector is reported, for it means that the patch is wired wrongly. */
export function anything(selector: string, [name]: readonly unknown[]): void {
  if (selector !== TO_GRID.pattern) post(`grid doesn't understand "${selector}"`);
  const dictionary = asWord(name);
  if (selector !== TO_GRID.pattern || dictionary === undefined) return;
  const content = new Dict(dictionary);
  view = viewFromDictionary((key) => content.get(key));
  mgraphics.redraw();
}

export function paint(): void {
  paintGrid(mgraphics, pen.shown(view), mgraphics.size);
}

export function onresize(): void {
  mgraphics.redraw();
}

/** Called when the mouse goes down; positions in pixels inside the object. */
export function onclick(x: number, y: number): void {
  say(pen.press(view, mgraphics.size, [x, y]));
  mgraphics.redraw();
}

/** Called while the mouse is down and moves, and with `button` 0 when it is released. */
export function ondrag(x: number, y: number, button: number, _command: number, shift: number): void {
  pen.drag(view, mgraphics.size, [x, y], shift === 1);
  if (button === 0) say(pen.release());
  mgraphics.redraw();
}

function say(message: Message | undefined): void {
  if (message) outlet(0, message);
}
