// Reads a model from the folder that the user chose in Max. Called by program.ts; the embedded model does not
// come this way.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { ModelFiles } from '../../engine/network/model-files';
import { DENSITY_RATIO_FILE } from '../../model/density-ratio-file';
import { TRAINING_INDEX_FILE } from '../../model/training-index-file';

/** The files of a model folder. @throws Error with one sentence when one is missing. */
export async function readModelFolder(folder: string): Promise<ModelFiles> {
  // One after the other, so that the error always names the first missing file.
  const topology = await readPart(folder, 'model.json');
  const weights = await readPart(folder, 'weights.bin');
  const card = await readPart(folder, 'card.json');
  // Older models lack these; the engine checks whether the card expects them.
  const has = (file: string): boolean => existsSync(join(folder, file));
  return {
    topology,
    weights,
    card,
    ...(has(TRAINING_INDEX_FILE) && { originality: await readPart(folder, TRAINING_INDEX_FILE) }),
    ...(has(DENSITY_RATIO_FILE) && { densityRatio: await readPart(folder, DENSITY_RATIO_FILE) }),
  };
}

async function readPart(folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, name));
  } catch {
    throw new Error(`There is no ${name} in ${folder}. Choose the folder that npm run train wrote.`);
  }
}

/**
 * A path of Max in the system's notation. Max writes "Macintosh HD:/Users/me/model" where macOS has "/Users/me/model",
 * or "/Volumes/Name/…" for another disk; on Windows both agree except for a slash at the end.
 */
export function nativePath(maxPath: string, exists: (path: string) => boolean = existsSync): string {
  const volume = /^([^/:]{2,}):\/?(.*)$/.exec(maxPath.trim());
  if (!volume) return normalize(maxPath.trim());
  const mounted = `/Volumes/${volume[1]}/${volume[2]}`;
  return normalize(exists(mounted) ? mounted : `/${volume[2]}`);
}
