import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFiles } from '../../src/engine/network/model-files';
import { reasonOf } from '../../src/files/reason';
import { DENSITY_RATIO_FILE } from '../../src/model/density-ratio-file';
import { TRAINING_INDEX_FILE } from '../../src/model/training-index-file';

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
    // Models exported before there were these have none; the engine looks up whether the card expects them.
    ...(existsSync(join(folder, TRAINING_INDEX_FILE)) && { originality: await read(TRAINING_INDEX_FILE) }),
    ...(existsSync(join(folder, DENSITY_RATIO_FILE)) && { densityRatio: await read(DENSITY_RATIO_FILE) }),
  };
}
