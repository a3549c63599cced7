// How long one pass of the generator takes in TensorFlow.js and, where it is installed, in onnxruntime.
// Called by bench-figures.ts. It runs the bare network and knows nothing of the engine or the device.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { Random } from '../../rhythm/random';
import { quantile } from '../quantile';
import { onnxModel } from './onnx-model';

/** How long one pass of the generator takes. */
export interface PassFigures {
  readonly name: string;
  readonly passMs: number;
}

/** As many candidates as the engine draws for two bars. */
const BATCH = 16;
const PASSES = 30;
const WARM_PASSES = 5;
const LARGEST_DIFFERENCE = 1e-3;

export const ONNX_PACKAGE = 'onnxruntime-node';

/** What the bench uses of onnxruntime-node, which is no dependency of the project: 290 MB would be a poor trade. */
interface OnnxRuntime {
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options: object,
    ): Promise<{ run(feeds: object): Promise<Record<string, { data: Float32Array }>> }>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => object;
}

/** One pass of sixteen candidates on one thread each: WebAssembly, the plain CPU backend, and onnxruntime if it is there. */
export async function measurePasses(
  modelFolder: string,
): Promise<{ readonly passes: PassFigures[]; readonly skipped: readonly string[] }> {
  tf.enableProdMode();
  const plain = await tensorFlowPass('cpu', modelFolder);
  const wasm = await tensorFlowPass('wasm', modelFolder);
  const passes = [
    { name: 'WebAssembly', passMs: wasm.passMs },
    { name: 'plain CPU', passMs: plain.passMs },
  ];
  const runtime = onnxRuntime();
  if (!runtime) {
    const install = `npm install --no-save --ignore-scripts ${ONNX_PACKAGE}`;
    return { passes, skipped: [`${ONNX_PACKAGE} is not installed (${install}), so it is left out.`] };
  }
  const onnx = await onnxPass(runtime, wasm);
  return { passes: [...passes, { name: ONNX_PACKAGE, passMs: onnx }], skipped: [] };
}

interface TensorFlowPass {
  readonly passMs: number;
  readonly onnx: Uint8Array;
  readonly rows: ReadonlyMap<string, { readonly values: Float32Array; readonly width: number }>;
  readonly hitLogits: Float32Array;
}

async function tensorFlowPass(backend: 'cpu' | 'wasm', modelFolder: string): Promise<TensorFlowPass> {
  await tf.setBackend(backend);
  const model = await tf.loadLayersModel(fromFolder(modelFolder));
  const random = Random.fromSeed(1);
  const rows = new Map(
    model.inputs.map((input, at) => {
      const width = input.shape[1] ?? 1;
      return [
        model.inputNames[at]!,
        { values: Float32Array.from({ length: BATCH * width }, () => random.normal()), width },
      ];
    }),
  );
  const run = (): Float32Array =>
    tf.tidy(() => {
      const inputs = [...rows.values()].map(({ values, width }) => tf.tensor2d(values, [BATCH, width]));
      const outputs = model.predictOnBatch(inputs) as tf.Tensor[];
      return Float32Array.from(outputs.map((output) => output.dataSync())[0]!);
    });
  const times: number[] = [];
  for (let pass = 0; pass < WARM_PASSES + PASSES; pass++) {
    const from = performance.now();
    run();
    if (pass >= WARM_PASSES) times.push(performance.now() - from);
  }
  const result = { passMs: quantile(times), onnx: onnxModel(model), rows, hitLogits: run() };
  model.dispose();
  return result;
}

async function onnxPass(runtime: OnnxRuntime, { onnx, rows, hitLogits }: TensorFlowPass): Promise<number> {
  const session = await runtime.InferenceSession.create(onnx, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const feeds = Object.fromEntries(
    [...rows].map(([name, { values, width }]) => [
      name,
      new runtime.Tensor('float32', values, [BATCH, width]),
    ]),
  );
  const times: number[] = [];
  let found: Float32Array | undefined;
  for (let pass = 0; pass < WARM_PASSES + PASSES; pass++) {
    const from = performance.now();
    const answer = await session.run(feeds);
    if (pass >= WARM_PASSES) times.push(performance.now() - from);
    found = answer.hitLogits?.data;
  }
  const apart = hitLogits.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (found?.[at] ?? NaN))),
    0,
  );
  if (!(apart < LARGEST_DIFFERENCE))
    throw new Error(`${ONNX_PACKAGE} gives different results (off by ${apart}).`);
  return quantile(times);
}

function onnxRuntime(): OnnxRuntime | undefined {
  try {
    return createRequire(__filename)(ONNX_PACKAGE) as OnnxRuntime;
  } catch {
    return undefined; // not installed, or not for this machine: either way there is nothing to measure
  }
}

function fromFolder(folder: string): tf.io.IOHandler {
  return {
    load: async () => {
      const document = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
        modelTopology: object;
        weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
      };
      const weights = await readFile(join(folder, 'weights.bin'));
      return {
        modelTopology: document.modelTopology,
        weightSpecs: document.weightsManifest.flatMap((group) => group.weights),
        weightData: Uint8Array.from(weights).buffer,
      };
    },
  };
}
