// Records the GPU launches of some work once and plays them again.
// Training takes its steps that way on WebGPU.

import * as tf from '@tensorflow/tfjs';
import { forgetReads } from './webgpu-updates';
import type { BufferManager, CommandEncoder, ComputePass, GpuBuffer, WebgpuBackend } from './webgpu-backend';

export interface Recording {
  /** Makes them again, on the same tensors with what they hold now. */
  play(): void;
  /** Gives the card's memory back, the results' too. */
  dispose(): void;
}

interface Launch {
  readonly pipeline: object;
  readonly group: object;
  readonly workgroups: readonly [number, number, number];
}

/**
 * Does some work on the WebGPU backend, which has to be the current one, and records its launches. Played again they
 * take a tenth of the time: nothing is differentiated, allocated or uploaded again.
 *
 * What is uploaded during the work stays as it is, so what changes between plays has to be in tensors that were
 * uploaded before (see `upload`). The work must read no tensor; its memory belongs to the recording, so that playing it
 * overwrites nothing else.
 * @param work returns the tensors that it leaves behind, which hold the results of the last play
 */
export function record(work: () => readonly tf.Tensor[]): Recording {
  const backend = tf.backend() as unknown as WebgpuBackend;
  flush(backend);
  const launches: Launch[] = [];
  const memory = ownMemory(backend);
  const restore = replaceMethods(backend, {
    ensureCommandEncoderReady() {
      backend.commandEncoder ??= listening(backend.device.createCommandEncoder(), launches);
    },
  });
  let results: readonly tf.Tensor[];
  try {
    results = work();
    flush(backend);
  } finally {
    restore();
    memory.close();
  }
  return {
    play() {
      flush(backend);
      const encoder = backend.device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (const { pipeline, group, workgroups } of launches) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(...workgroups);
      }
      pass.end();
      backend.queue.submit([encoder.finish()]);
      forgetReads(results);
    },
    dispose() {
      // Their memory is not the backend's to lend again.
      for (const { dataId } of results) backend.tensorMap.get(dataId).resource = null;
      tf.dispose([...results]);
      memory.destroy();
    },
  };
}

/** Writes new numbers into a tensor, in place, as many as it has. */
export function upload({ dataId }: tf.Tensor, values: Float32Array): void {
  const backend = tf.backend() as unknown as WebgpuBackend;
  backend.uploadToGPU(dataId);
  const data = backend.tensorMap.get(dataId);
  backend.queue.writeBuffer(data.resource!, 0, values);
  data.values = null;
}

function flush(backend: WebgpuBackend): void {
  backend.endComputePassEncoder();
  if (backend.commandEncoder) backend.submitQueue();
}

/** The encoder, with its launches written down too. */
function listening(encoder: CommandEncoder, launches: Launch[]): CommandEncoder {
  return {
    beginComputePass(options): ComputePass {
      const pass = encoder.beginComputePass(options);
      let pipeline: object | undefined;
      let group: object | undefined;
      return {
        setPipeline(next) {
          pass.setPipeline((pipeline = next));
        },
        setBindGroup(index, next) {
          pass.setBindGroup(index, (group = next));
        },
        dispatchWorkgroups(...workgroups) {
          launches.push({ pipeline: pipeline!, group: group!, workgroups });
          pass.dispatchWorkgroups(...workgroups);
        },
        end() {
          pass.end();
        },
      };
    },
    copyBufferToBuffer() {
      throw new Error('A recording cannot read a tensor or change one that was uploaded before.');
    },
    finish: () => encoder.finish(),
  };
}

/** Buffers of the recording: lent again within the work, but to no one else. */
function ownMemory({ bufferManager, device }: WebgpuBackend): {
  readonly close: () => void;
  readonly destroy: () => void;
} {
  const own = new Set<GpuBuffer>();
  /** Written once, while recording: their numbers have to stay. */
  const written = new Set<GpuBuffer>();
  const free = new Map<string, GpuBuffer[]>();
  const stock: BufferManager['releaseBuffer'] = bufferManager.releaseBuffer.bind(bufferManager);
  const restore = replaceMethods(bufferManager, {
    acquireBuffer(size, usage, mappedAtCreation = false) {
      const isWritten = mappedAtCreation || (usage & UNIFORM) > 0;
      const known = isWritten ? undefined : free.get(keyOf(size, usage))?.pop();
      if (known) return known;
      const buffer = device.createBuffer({ size, usage, mappedAtCreation });
      own.add(buffer);
      if (isWritten) written.add(buffer);
      return buffer;
    },
    releaseBuffer(buffer, reuse) {
      if (!own.has(buffer)) stock(buffer, reuse);
      else if (!written.has(buffer)) {
        const key = keyOf(buffer.size, buffer.usage);
        const known = free.get(key);
        if (known) known.push(buffer);
        else free.set(key, [buffer]);
      }
    },
  });
  return {
    close: restore,
    destroy: () => {
      own.forEach((buffer) => {
        buffer.destroy();
      });
    },
  };
}

/** GPUBufferUsage.UNIFORM. */
const UNIFORM = 0x40;

function keyOf(size: number, usage: number): string {
  return `${size} ${usage}`;
}

/** Overrides methods of one object. @returns a function that restores those of its class */
function replaceMethods<Of extends object>(object: Of, methods: Partial<Of>): () => void {
  Object.assign(object, methods);
  return () => {
    for (const name of Object.keys(methods)) Reflect.deleteProperty(object, name);
  };
}
