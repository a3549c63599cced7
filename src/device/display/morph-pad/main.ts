import { paintPad, padPlace } from './paint';
import { FROM_PAD, TO_PAD } from '../../protocol/messages';
import { asNumbers } from '../../protocol/wire';

/** The morph pad's script: draws the corners and the dot, and tells where the mouse drags it. */
export const inlets = 1;
export const outlets = 1;

let place: readonly [x: number, y: number] = [0.5, 0.5];
let corners: readonly boolean[] = [false, false, false, false];

mgraphics.init();
mgraphics.relative_coords = 0;
mgraphics.autofill = 0;

/** Every message with a selector; one that nobody sends is ignored. */
export function anything(selector: string, args: readonly unknown[]): void {
  const [x, y, ...filled] = asNumbers(args);
  if (selector !== TO_PAD.place || x === undefined || y === undefined) return;
  place = [x, y];
  corners = filled.map((each) => each === 1);
  mgraphics.redraw();
}

/** Max calls this whenever the object is to be seen. */
export function paint(): void {
  paintPad(mgraphics, { place, corners }, mgraphics.size);
}

/** Max calls this when the object gets another size. */
export function onresize(): void {
  mgraphics.redraw();
}

/** Max calls this when the mouse goes down; positions in pixels inside the object. */
export function onclick(x: number, y: number): void {
  tell(FROM_PAD.move, x, y);
}

/** Max calls this while the mouse is down and moves, and with `button` 0 when it is let go. */
export function ondrag(x: number, y: number, button: number): void {
  tell(button === 0 ? FROM_PAD.drop : FROM_PAD.move, x, y);
}

function tell(word: string, x: number, y: number): void {
  place = padPlace([x, y], mgraphics.size);
  mgraphics.redraw();
  outlet(0, word, ...place);
}
