// The entry of the Node program, run by node.script: gives program.ts the embedded model, the WebAssembly
// backend and Max. All of it is bundled into one file: a frozen device gives a script no other to read.

import card from 'fourfloor-model/card.json';
import densityRatio from 'fourfloor-model/density-ratio.bin';
import topology from 'fourfloor-model/model.json';
import originality from 'fourfloor-model/originality.bin';
import wasmBinary from 'fourfloor-model/tfjs-wasm-simd.wasm';
import weights from 'fourfloor-model/weights.bin';
import { setFlagsFromString } from 'node:v8';
import { loadEngine } from '../../engine/engine';
import { copyText } from './clipboard';
import { maxApiPort } from './max-api-port';
import { startNodeProgram } from './program';

// Without it a fill of sixteen lets the heap grow by 30 MB that are never needed again; it costs no time.
setFlagsFromString('--optimize-for-size');

const leave = (): void => process.exit(0);

// The device was deleted or the Set closed: no process may stay behind.
process.once('SIGTERM', leave);
process.once('SIGINT', leave);
process.once('disconnect', leave);

void startNodeProgram(maxApiPort, {
  embedded: { topology, weights, card, originality, densityRatio },
  load: (files) => loadEngine(files, { backend: 'wasm', wasmBinary }),
  build: FOURFLOOR_BUILD,
  engine: process.version,
  copy: copyText,
});
