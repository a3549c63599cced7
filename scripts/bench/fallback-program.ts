/** The Node program of the device where WebAssembly does not start: the engine's own fallback, with the same bits. */
import card from 'fourfloor-model/card.json';
import densityRatio from 'fourfloor-model/density-ratio.bin';
import topology from 'fourfloor-model/model.json';
import originality from 'fourfloor-model/originality.bin';
import weights from 'fourfloor-model/weights.bin';
import { maxApiPort } from '../../src/device/node/max-api-port';
import { startNodeProgram } from '../../src/device/node/program';
import { loadEngine } from '../../src/engine/engine';

void startNodeProgram(maxApiPort, {
  embedded: { topology, weights, card, originality, densityRatio },
  load: (files) => loadEngine(files, { backend: 'cpu' }),
  build: 'fallback',
});
