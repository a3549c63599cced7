import { EMBEDDED } from './model-choice';
import { MAX_MODELS } from '../../state/state';

/** The folders of the menu with one that has proved good at the end, unless it is there; of too many the first goes. */
export function withModel(paths: readonly string[], path: string): readonly string[] {
  if (path === EMBEDDED || paths.includes(path)) return paths;
  return [...paths, path].slice(-MAX_MODELS);
}

/** What the menu calls the folders: their own names, told apart by the folder around them where two are alike. */
export function modelNames(paths: readonly string[]): string[] {
  const partsOf = (path: string): string[] => path.split(/[/\\:]/).filter((part) => part !== '');
  const names = paths.map((path) => partsOf(path).at(-1) ?? path);
  return paths.map((path, index) => {
    const name = names[index]!;
    const isAlone = names.indexOf(name) === names.lastIndexOf(name);
    return isAlone ? name : partsOf(path).slice(-2).join('/');
  });
}

/** The place of a folder in the menu, where the model inside the device comes first. */
export function menuPlace(paths: readonly string[], path: string): number {
  return paths.indexOf(path) + 1;
}
