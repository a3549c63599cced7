import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildDevice } from '../../../src/amxd/device';
import { freeze } from '../../../src/amxd/container/freeze';
import { readModelFolder } from '../../../scripts/support/read-model';
import type { ModelFiles } from '../../../src/engine/network/model-files';
import { tinyModel } from '../../support/tiny-model';
import { writeModelFolder } from '../../support/model-folder';

const SHIPPED_MODEL = path.resolve(__dirname, '../../../models/house');

/** Whether the rhythms are those of a trained model; an untrained one keeps to the form but not to the music. */
export const hasShippedModel = existsSync(path.join(SHIPPED_MODEL, 'card.json'));

let built: Promise<Uint8Array> | undefined;

/** The device as `npm run build` freezes it, from the sources as they stand; built once per test run. */
export function frozenDevice(): Promise<Uint8Array> {
  return (built ??= hasShippedModel ? frozenWith(SHIPPED_MODEL) : withTinyModelFolder(frozenWith));
}

/** The files of the model in that device. */
export function frozenModel(): Promise<ModelFiles> {
  if (!hasShippedModel) return tinyModel(1);
  return readModelFolder(SHIPPED_MODEL);
}

/** Writes an untrained model into a folder for as long as `use` runs. */
export async function withTinyModelFolder<T>(
  use: (folder: string) => Promise<T>,
  seed = 1,
  styles?: readonly string[],
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fourfloor-model-'));
  try {
    writeModelFolder(folder, await tinyModel(seed, styles));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function frozenWith(modelFolder: string): Promise<Uint8Array> {
  const { device } = await buildDevice(modelFolder);
  return freeze(device);
}
