// The entries of the model menu: which folders it lists, what they are called and where each one is. Pure
// functions for model-page.ts.

import { EMBEDDED } from './model-choice';
import { MAX_MODELS } from '../../state/state';

/** Appends a folder whose model has loaded, unless it is listed; with too many the first goes. */
export function withModel(paths: readonly string[], path: string): readonly string[] {
  if (path === EMBEDDED || paths.includes(path)) return paths;
  return [...paths, path].slice(-MAX_MODELS);
}

/** The names of the folders; where two are alike, with their parent folder. */
export function modelNames(paths: readonly string[]): string[] {
  const partsOf = (path: string): string[] => path.split(/[/\\:]/).filter((part) => part !== '');
  const names = paths.map((path) => partsOf(path).at(-1) ?? path);
  return paths.map((path, index) => {
    const name = names[index]!;
    const isAlone = names.indexOf(name) === names.lastIndexOf(name);
    return isAlone ? name : partsOf(path).slice(-2).join('/');
  });
}

/** The place of a folder in the menu; 0, the embedded model, for one that is not listed. */
export function menuPlace(paths: readonly string[], path: string): number {
  return paths.indexOf(path) + 1;
}
