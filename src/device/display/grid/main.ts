import { paintGrid } from './paint';
import { GridPen } from './pen';
import { emptyView, viewFromDictionary } from '../grid-view';
import { TO_GRID, type Message } from '../../protocol/messages';
import { asWord } from '../../protocol/wire';

/**
 * The v8ui object's script: draws what stands in the view dictionary, and tells what the player draws and clicks. The
 * build appends Max's top-level handlers, which call the functions exported here.
 */
export const inlets = 1;
export const outlets = 1;

const pen = new GridPen();
let view = emptyView();

mgraphics.init();
mgraphics.relative_coords = 0;
mgraphics.autofill = 0;

/** Every message with a selector; one that nobody sends is ignored. */
export function anything(selector: string, [name]: readonly unknown[]): void {
  const dictionary = asWord(name);
  if (selector !== TO_GRID.pattern || dictionary === undefined) return;
  const content = new Dict(dictionary);
  view = viewFromDictionary((key) => content.get(key));
  mgraphics.redraw();
}

/** Max calls this whenever the object is to be seen. */
export function paint(): void {
  paintGrid(mgraphics, pen.shown(view), mgraphics.size);
}

/** Max calls this when the object gets another size. */
export function onresize(): void {
  mgraphics.redraw();
}

/** Max calls this when the mouse goes down; positions in pixels inside the object. */
export function onclick(x: number, y: number): void {
  say(pen.press(view, mgraphics.size, [x, y]));
  mgraphics.redraw();
}

/** Max calls this while the mouse is down and moves, and with `button` 0 when it is let go. */
export function ondrag(x: number, y: number, button: number, _command: number, shift: number): void {
  pen.drag(view, mgraphics.size, [x, y], shift === 1);
  if (button === 0) say(pen.release());
  mgraphics.redraw();
}

function say(message: Message | undefined): void {
  if (message) outlet(0, message);
}
