import vm from 'node:vm';
import type { PadView } from '../../device/display/morph-pad/paint';
import { TO_GRID, TO_PAD, type Message } from '../../device/protocol/messages';
import type { FlatDictionary } from '../../device/protocol/wire';
import { viewToDictionary, type GridView } from '../../device/display/grid-view';
import { recordMgraphics } from './recorder';

/**
 * Runs the grid's frozen script as v8ui would, shows it a view and returns what it draws, as SVG elements.
 * @param script text of the script as it is frozen
 * @param size width and height of its box, in pixels
 */
export function drawGrid(script: string, view: GridView, size: readonly [number, number]): readonly string[] {
  return drawScript(script, [TO_GRID.pattern, 'view'], { size, dictionary: viewToDictionary(view) });
}

/** The same of the morph pad's script. */
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
  // A still picture has nobody to talk to.
}
