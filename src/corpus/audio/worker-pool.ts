// Hears audio files in several threads, each of which runs worker.ts. Opened and closed by the audio source.
// Works from the source tree only: the threads load TypeScript through ts-node.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AnalysisAnswer, AnalysisJob } from './worker';

export interface AnalysisPool {
  /** Waits for a free thread. One that dies gives a reason, not an error. */
  analyse(job: AnalysisJob): Promise<AnalysisAnswer>;
  close(): Promise<void>;
}

/** For the objects of a thread; samples and spectra lie outside and are bounded by the length of a file. */
const MAX_HEAP_MB = 1024;

/** Starts no thread before there is work for it. */
export function openPool(threads: number): AnalysisPool {
  const idle: Worker[] = [];
  const running = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  const release = (): void => {
    busy--;
    waiting.shift()?.();
  };
  const start = (): Worker => {
    const worker = new Worker(join(__dirname, 'worker.ts'), {
      execArgv: ['--require', require.resolve('ts-node/register/transpile-only')],
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    running.add(worker);
    return worker;
  };
  return {
    async analyse(job) {
      if (busy >= threads) await new Promise<void>((resolve) => waiting.push(resolve));
      busy++;
      const worker = idle.pop() ?? start();
      try {
        const answer = await ask(worker, job);
        idle.push(worker);
        return answer;
      } catch (error) {
        running.delete(worker);
        void worker.terminate();
        return {
          reason: `It could not be analysed: ${error instanceof Error ? error.message : String(error)}.`,
        };
      } finally {
        release();
      }
    },
    async close() {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

function ask(worker: Worker, job: AnalysisJob): Promise<AnalysisAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (work: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      work();
    };
    const onMessage = (answer: AnalysisAnswer): void => {
      settle(() => {
        resolve(answer);
      });
    };
    const onError = (error: Error): void => {
      settle(() => {
        reject(error);
      });
    };
    const onExit = (): void => {
      settle(() => {
        reject(new Error('its thread ended'));
      });
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(job);
  });
}
