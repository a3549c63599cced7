import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CARD_SCHEMA_VERSION, type ModelCard } from '../../../src/model/card';
import { UNCALIBRATED } from '../../../src/model/decoding';
import { UNIT_STEPS } from '../../../src/rhythm/grid';
import { VOICE_IDS } from '../../../src/rhythm/voices';
import { INDEPENDENT_DRAWS } from '../../support/tiny-model';
import { temporaryFolder } from './temporary-folder';

/** A model folder with a valid card and a few bytes of weights: enough to build a device, not to make rhythms. */
export function writeTinyModel(): string {
  const folder = temporaryFolder();
  const topology = Buffer.from('{"modelTopology":null}\n');
  const weights = Buffer.from([1, 2, 3, 4]);
  const card: ModelCard = {
    schemaVersion: CARD_SCHEMA_VERSION,
    name: 'tiny',
    weightsSha256: sha256(weights),
    topologySha256: sha256(topology),
    voices: [...VOICE_IDS],
    steps: UNIT_STEPS,
    latentSize: 1,
    parameters: 1,
    styles: ['house', 'deep-house'].map((name) => ({
      name,
      tempoBpm: 124,
      trainingPatterns: 1,
      controls: SCALES,
      controlDraws: INDEPENDENT_DRAWS,
      coreParts: [],
      calibration: UNCALIBRATED,
    })),
    controlScales: SCALES,
    corpus: { patterns: 1, sources: [] },
    training: {},
    metrics: {},
  };
  writeFileSync(path.join(folder, 'model.json'), topology);
  writeFileSync(path.join(folder, 'weights.bin'), weights);
  writeFileSync(path.join(folder, 'card.json'), JSON.stringify(card));
  return folder;
}

const SCALE = { mean: 0, standardDeviation: 1 };
const SCALES = { density: SCALE, offBeatWeight: SCALE, swing: SCALE, velocitySpread: SCALE };

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
