// The device's Node program where WebAssembly does not start: the engine's own fallback, with the same bits.
// An entry file: device-times.ts has it bundled, and nothing imports it.

import card from 'fourfloor-model/card.json';
import densityRatio from 'fourfloor-model/density-ratio.bin';
import topology from 'fourfloor-model/model.json';
import originality from 'fourfloor-model/originality.bin';
import weights from 'fourfloor-model/weights.bin';
import { maxApiPort } from '../../device/node/max-api-port';
import { startNodeProgram } from '../../device/node/program';
import { loadEngine } from '../../engine/engine';

void startNodeProgram(maxApiPort, {
  embedded: { topology, weights, card, originality, densityRatio },
  load: (files) => loadEngine(files, { backend: 'cpu' }),
  build: 'fallback',
});
