/** The script of node.script. Everything it needs is in this one file: a frozen device has no other beside it. */
import card from 'fourfloor-model/card.json';
import densityRatio from 'fourfloor-model/density-ratio.bin';
import topology from 'fourfloor-model/model.json';
import originality from 'fourfloor-model/originality.bin';
import wasmBinary from 'fourfloor-model/tfjs-wasm-simd.wasm';
import weights from 'fourfloor-model/weights.bin';
import { setFlagsFromString } from 'node:v8';
import { loadEngine } from '../../engine/engine';
import { maxApiPort } from './max-api-port';
import { startNodeProgram } from './program';

// A fill of sixteen would otherwise let the heap grow by 30 MB that nobody needs again; it costs no time.
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
});
