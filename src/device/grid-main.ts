import { paintGrid } from './grid-paint';
import { emptyView, viewFromDictionary } from './grid-view';
import { TO_GRID } from './protocol';
import { asWord } from './wire';

/**
 * The v8ui object's script: draws what stands in the view dictionary. The build appends Max's top-level handlers,
 * which call the functions exported here.
 */
export const inlets = 1;
export const outlets = 0;

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
  paintGrid(mgraphics, view, mgraphics.size);
}

/** Max calls this when the object gets another size. */
export function onresize(): void {
  mgraphics.redraw();
}
