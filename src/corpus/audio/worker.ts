// The thread that decodes and analyses audio files, one per message.
// Started by worker-pool.ts, which imports its types only.

import { parentPort } from 'node:worker_threads';
import { reasonOf } from '../../files/reason';
import { analyseSound } from './analyse';
import { decodeAudio } from './formats/decode';
import { AudioError } from './formats/sound';

export interface AnalysisJob {
  readonly path: string;
  readonly tempoBpm?: number;
}

/** The document as JSON, or why there is none. */
export type AnalysisAnswer = { readonly document: string } | { readonly reason: string };

parentPort?.on('message', (job: AnalysisJob) => {
  void answer(job).then((found) => parentPort?.postMessage(found));
});

async function answer({ path, tempoBpm }: AnalysisJob): Promise<AnalysisAnswer> {
  try {
    const sound = await decodeAudio(path);
    return { document: JSON.stringify(analyseSound(sound, tempoBpm === undefined ? {} : { tempoBpm })) };
  } catch (error) {
    if (error instanceof AudioError) return { reason: error.message };
    return { reason: `It could not be analysed: ${reasonOf(error)}.` };
  }
}
