// The script of the morph pad's v8ui object: draws the corners and the dot, and sends where the mouse drags
// it. The build starts a bundle here and appends the top-level handlers that Max calls; each calls the
// function of its name exported here. Never touches Live.

import { paintPad, padPlace } from './paint';
import { FROM_PAD, TO_PAD } from '../../protocol/selectors';
import { asNumbers } from '../../protocol/wire';

export const inlets = 1;
export const outlets = 1;

let place: readonly [x: number, y: number] = [0.5, 0.5];
let corners: readonly boolean[] = [false, false, false, false];

mgraphics.init();
mgraphics.relative_coords = 0;
mgraphics.autofill = 0;

/** Takes every message; an unknown selector is reported, for it means that the patch is wired wrongly. */
export function anything(selector: string, args: readonly unknown[]): void {
  if (selector !== TO_PAD.place) post(`pad doesn't understand "${selector}"`);
  const [x, y, ...filled] = asNumbers(args);
  if (selector !== TO_PAD.place || x === undefined || y === undefined) return;
  place = [x, y];
  corners = filled.map((each) => each === 1);
  mgraphics.redraw();
}

export function paint(): void {
  paintPad(mgraphics, { place, corners }, mgraphics.size);
}

export function onresize(): void {
  mgraphics.redraw();
}

/** Called when the mouse goes down; positions in pixels inside the object. */
export function onclick(x: number, y: number): void {
  tell(FROM_PAD.move, x, y);
}

/** Called while the mouse is down and moves, and with `button` 0 when it is released. */
export function ondrag(x: number, y: number, button: number): void {
  tell(button === 0 ? FROM_PAD.drop : FROM_PAD.move, x, y);
}

function tell(word: string, x: number, y: number): void {
  place = padPlace([x, y], mgraphics.size);
  mgraphics.redraw();
  outlet(0, word, ...place);
}
