import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFiles } from '../../src/engine/network/model-files';

/** Writes a model's files into a folder that is there. */
export function writeModelFolder(folder: string, files: ModelFiles): void {
  const { topology, weights, card, originality, densityRatio } = files;
  const named = {
    'model.json': topology,
    'weights.bin': weights,
    'card.json': card,
    'originality.bin': originality,
    'density-ratio.bin': densityRatio,
  };
  for (const [name, bytes] of Object.entries(named)) if (bytes) writeFileSync(join(folder, name), bytes);
}
