// Answers one request: checks what it asks for, has the engine make the rhythms and puts them into wire form.
// Called by program.ts; knows nothing of Max.

import type { Engine, GeneratedRhythm } from '../../engine/engine';
import { parseRequest, type GenerationRequest } from '../../engine/request/request';
import { voiceAt } from '../../rhythm/voices';
import { Failure, failureOf } from './failure';
import { MAX_COUNT, type StartingRhythms, type GeneratedWireRhythm } from '../protocol/payloads';
import { asNumber, hitsToWire, patternFromWire } from '../protocol/wire';

/**
 * The rhythms that a record of words and numbers asks for: `count` related ones, of which `only` picks one.
 * @throws Failure with a code and a sentence for the user
 */
export function generateRhythms(
  engine: Engine,
  words: Readonly<Record<string, unknown>>,
  startingRhythms: StartingRhythms = {},
): GeneratedWireRhythm[] {
  const { count: asked = 1, only: picked, ...data } = words;
  const count = asNumber(asked);
  if (count === undefined || !Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    throw new Failure('bad_request', `A request can be for 1 to ${MAX_COUNT} rhythms, not ${String(asked)}.`);
  }
  const style = data.style;
  if (!engine.card.styles.some(({ name }) => name === style)) {
    throw new Failure('unknown_style', `The model “${engine.card.name}” has no style “${String(style)}”.`);
  }
  const request = parsed(engine, data, startingRhythms);
  const only = asNumber(picked);
  try {
    const rhythms = rhythmsOf(engine, request, { count, morph: startingRhythms.morph });
    return rhythms.filter((_, index) => only === undefined || index === only).map(toWire);
  } catch (error) {
    throw failureOf(error, 'generation_failed');
  }
}

function rhythmsOf(
  engine: Engine,
  request: GenerationRequest,
  { count, morph }: { readonly count: number; readonly morph: StartingRhythms['morph'] },
): GeneratedRhythm[] {
  if (morph) {
    const [a, b, c, d] = morph.corners.map(patternFromWire);
    return [engine.morph([a!, b!, c!, d!], { x: morph.x, y: morph.y }, request)];
  }
  const rhythms = count === 1 ? [engine.generate(request)] : engine.variations(request, count);
  const problem = rhythms[0]?.inversion?.problem;
  if (problem !== undefined) throw new Error(problem);
  return rhythms;
}

function parsed(engine: Engine, data: object, { locks, like }: StartingRhythms): GenerationRequest {
  try {
    const patterns = {
      ...(locks && {
        locks: {
          voices: locks.voices.map((voice) => voiceAt(voice).id),
          pattern: patternFromWire(locks.rhythm),
        },
      }),
      ...(like && { like: { pattern: patternFromWire(like) } }),
    };
    return parseRequest({ ...data, ...patterns }, engine.card);
  } catch (error) {
    throw failureOf(error, 'bad_request');
  }
}

function toWire({ pattern, seed, style, bars, tempoBpm, originality }: GeneratedRhythm): GeneratedWireRhythm {
  return {
    seed,
    style,
    bars,
    tempo: tempoBpm,
    hits: hitsToWire(pattern),
    ...(originality && { nearestDistance: originality.nearestDistance }),
  };
}
