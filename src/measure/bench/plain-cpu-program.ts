// The device's Node program on TensorFlow.js as its README has it: the whole package and the plain CPU
// backend with its own matrix products. The bench shows beside it what the shipped program's WebAssembly
// saves. An entry file: device-times.ts has it bundled, and nothing imports it.

import card from 'fourfloor-model/card.json';
import densityRatio from 'fourfloor-model/density-ratio.bin';
import topology from 'fourfloor-model/model.json';
import originality from 'fourfloor-model/originality.bin';
import weights from 'fourfloor-model/weights.bin';
import * as tf from '@tensorflow/tfjs';
import { maxApiPort } from '../../device/node/max-api-port';
import { startNodeProgram } from '../../device/node/program';
import { loadEngine } from '../../engine/engine';

const plainProduct = tf.getKernel('_FusedMatMul', 'cpu');

void startNodeProgram(maxApiPort, {
  embedded: { topology, weights, card, originality, densityRatio },
  load: async (files) => {
    const engine = await loadEngine(files, { backend: 'cpu' });
    // The engine puts a product of its own in the backend's place; here the backend's is wanted.
    tf.unregisterKernel('_FusedMatMul', 'cpu');
    tf.registerKernel(plainProduct);
    return engine;
  },
  build: 'plain',
});
