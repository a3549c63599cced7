import type { Engine } from '../engine/engine';
import { parseRequest } from '../engine/request';
import { Failure, failureOf } from './node-failure';
import { MAX_COUNT, type WireRhythm } from './protocol';
import { asNumber, atomsToRecord, hitsToWire } from './wire';

/** How many seeds beyond the asked ones are tried for a rhythm that none before it equals. */
const SPARE_SEEDS = 16;

/**
 * The rhythms that `<key> <value> …` asks for: `count` of them from `seed` on, no two alike.
 * @throws Failure with the code and sentence for the player.
 */
export function generateRhythms(engine: Engine, atoms: readonly unknown[]): WireRhythm[] {
  const { count: asked = 1, ...data } = atomsToRecord(atoms);
  const count = asNumber(asked);
  if (count === undefined || !Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    throw new Failure('bad_request', `A request is for 1 to ${MAX_COUNT} rhythms, not ${String(asked)}.`);
  }
  const style = data.style;
  if (!engine.card.styles.some(({ name }) => name === style)) {
    throw new Failure('unknown_style', `The model “${engine.card.name}” knows no style “${String(style)}”.`);
  }
  const request = parsed(engine, data);
  const rhythms: WireRhythm[] = [];
  const seen = new Set<string>();
  for (let at = 0; rhythms.length < count; at++) {
    const rhythm = generateOne(engine, { ...request, seed: request.seed + at });
    const shape = rhythm.hits.join();
    if (seen.has(shape) && at < count + SPARE_SEEDS) continue;
    seen.add(shape);
    rhythms.push(rhythm);
  }
  return rhythms;
}

function parsed(engine: Engine, data: unknown): ReturnType<typeof parseRequest> {
  try {
    return parseRequest(data, engine.card);
  } catch (error) {
    throw failureOf(error, 'bad_request');
  }
}

function generateOne(engine: Engine, request: ReturnType<typeof parseRequest>): WireRhythm {
  try {
    const { pattern, seed, style, bars, tempoBpm, originality } = engine.generate(request);
    return {
      seed,
      style,
      bars,
      tempo: tempoBpm,
      hits: hitsToWire(pattern),
      ...(originality && { nearestDistance: originality.nearestDistance }),
    };
  } catch (error) {
    throw failureOf(error, 'generation_failed');
  }
}
