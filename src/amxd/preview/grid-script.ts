import vm from 'node:vm';
import { TO_GRID } from '../../device/protocol';
import { viewToDictionary, type GridView } from '../../device/grid-view';
import { recordMgraphics } from './recorder';

/**
 * Runs the grid's frozen script as v8ui would, shows it a view and returns what it draws, as SVG elements.
 * @param script text of the script as it is frozen
 * @param size width and height of its box, in pixels
 */
export function drawGrid(script: string, view: GridView, size: readonly [number, number]): readonly string[] {
  const recorder = recordMgraphics(...size);
  const dictionary = viewToDictionary(view);
  class FakeDict {
    get(key: string): unknown {
      return dictionary[key] ?? null;
    }
  }
  const sandbox: Record<string, unknown> = {
    mgraphics: recorder.mgraphics,
    Dict: FakeDict,
    box: { rect: [0, 0, ...size] },
    arrayfromargs: (args: ArrayLike<unknown>) => Array.from(args),
    messagename: TO_GRID.pattern,
    outlet: ignore,
    post: ignore,
    error: ignore,
  };
  const context = vm.createContext(sandbox);
  vm.runInContext(script, context);
  vm.runInContext(`anything('view'); paint();`, context);
  return recorder.elements();
}

function ignore(): void {
  // A still picture has nobody to talk to.
}
