// What many requests of every kind leave in memory. Called by controls-figures.ts for --memory.
// It looks at tensors and resident bytes, never at the rhythms.

import * as tf from '@tensorflow/tfjs-core';
import { parseRequest } from '../../engine/request/request';
import { VOICE_IDS } from '../../rhythm/voices';
import { Random } from '../../rhythm/random';
import type { MeasuredModel } from './measured-model';

/** What many requests of every kind leave behind. */
export interface MemoryFigures {
  readonly requests: number;
  readonly tensorsBefore: number;
  readonly tensorsAfter: number;
  /** Resident memory of the process after the first twentieth of the requests and after the last, in bytes. */
  readonly residentBefore: number;
  readonly residentAfter: number;
}

export interface MemoryOptions {
  readonly model: MeasuredModel;
  readonly requests: number;
  readonly seed: number;
  readonly onRequest: () => void;
}

/** Of so many requests one brings a pattern that has to be read anew: reading takes as long as many others. */
const READ_EVERY = 50;

/** Asks for rhythms of every kind, one after another. */
export function measureMemory({ model, requests, seed, onRequest }: MemoryOptions): MemoryFigures {
  const { engine, style } = model;
  const random = Random.fromSeed(seed);
  let last = engine.generate(parseRequest({ seed, style, bars: 2 }, engine.card)).pattern;
  let like = last;
  let before = { tensors: tf.memory().numTensors, resident: process.memoryUsage().rss };
  const warm = Math.max(READ_EVERY, Math.floor(requests / 20));
  for (let at = 0; at < requests; at++) {
    const options = { seed: seed + at, style, bars: 2 };
    const parsed = (more: object): ReturnType<typeof parseRequest> =>
      parseRequest({ ...options, ...more }, engine.card);
    if (at % READ_EVERY === 0) like = last;
    switch (at % 5) {
      case 0:
        last = engine.generate(parsed({ density: random.uniform(), energy: random.uniform() })).pattern;
        break;
      case 1:
        last = engine.generate(
          parsed({ locks: { voices: [random.choice(VOICE_IDS)], pattern: last } }),
        ).pattern;
        break;
      case 2:
        last = engine.generate(parsed({ like: { pattern: like } })).pattern;
        break;
      case 3:
        engine.variations(parsed({ bars: 4 }), 2);
        break;
      default:
        engine.morph([like, like, like, like], { x: random.uniform(), y: random.uniform() }, parsed({}));
    }
    if (at === warm) before = { tensors: tf.memory().numTensors, resident: process.memoryUsage().rss };
    onRequest();
  }
  return {
    requests,
    tensorsBefore: before.tensors,
    tensorsAfter: tf.memory().numTensors,
    residentBefore: before.resident,
    residentAfter: process.memoryUsage().rss,
  };
}
