// Runs the frozen scripts of the grid and of the morph pad outside Max, as v8ui would, and returns what they
// draw as SVG elements. Used by picture.ts.

import vm from 'node:vm';
import type { PadView } from '../../device/display/morph-pad/paint';
import { TO_GRID, TO_PAD, type Message } from '../../device/protocol/selectors';
import type { FlatDictionary } from '../../device/protocol/wire';
import { viewToDictionary, type GridView } from '../../device/display/grid-view';
import { recordMgraphics } from './recorder';

/**
 * What the grid's script draws of a view.
 * @param script text of the script as it is frozen
 * @param size width and height of its box
 */
export function drawGrid(script: string, view: GridView, size: readonly [number, number]): readonly string[] {
  return drawScript(script, [TO_GRID.pattern, 'view'], { size, dictionary: viewToDictionary(view) });
}

/** What the morph pad's script draws; see {@link drawGrid}. */
export function drawPad(
  script: string,
  { place, corners }: PadView,
  size: readonly [number, number],
): readonly string[] {
  return drawScript(script, [TO_PAD.place, ...place, ...corners.map(Number)], { size, dictionary: {} });
}

function drawScript(
  script: string,
  [selector, ...args]: Message,
  { size, dictionary }: { readonly size: readonly [number, number]; readonly dictionary: FlatDictionary },
): readonly string[] {
  const recorder = recordMgraphics(...size);
  class FakeDict {
    get(key: string): unknown {
      return dictionary[key] ?? null;
    }
  }
  const sandbox: Record<string, unknown> = {
    mgraphics: recorder.mgraphics,
    Dict: FakeDict,
    box: { rect: [0, 0, ...size] },
    arrayfromargs: (list: ArrayLike<unknown>) => Array.from(list),
    messagename: selector,
    outlet: ignore,
    post: ignore,
    error: ignore,
  };
  const context = vm.createContext(sandbox);
  vm.runInContext(script, context);
  vm.runInContext(`anything(...${JSON.stringify(args)}); paint();`, context);
  return recorder.elements();
}

function ignore(): void {
  // What the script sends is not part of a picture.
}
