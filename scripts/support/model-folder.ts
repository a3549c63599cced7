import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFiles } from '../../src/engine/model-files';
import { reasonOf } from '../../src/files/reason';

export const SHIPPED_MODEL = 'models/house';

/** The files of a model folder. @throws Error that names the file which cannot be read. */
export async function readModelFolder(folder: string): Promise<ModelFiles> {
  const read = async (name: string): Promise<Uint8Array> => {
    const file = join(folder, name);
    try {
      return await readFile(file);
    } catch (error) {
      throw new Error(`Could not read ${file}: ${reasonOf(error)}.`, { cause: error });
    }
  };
  return {
    topology: await read('model.json'),
    weights: await read('weights.bin'),
    card: await read('card.json'),
  };
}
