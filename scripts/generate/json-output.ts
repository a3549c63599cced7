import type { GenerationRequest } from '../../src/engine/request/request';
import { stepsToBeats } from '../../src/rhythm/grid';
import { hitsOf, type Pattern } from '../../src/rhythm/pattern';
import { voiceAt } from '../../src/rhythm/voices';

/** A request as `--json` gives it: patterns as their hits. */
export function requestToJson({ locks, like, ...request }: GenerationRequest): object {
  const pattern = (value: Pattern): object => ({ bars: value.bars, hits: hitsToJson(value) });
  return {
    ...request,
    ...(locks && { locks: { voices: locks.voices, pattern: pattern(locks.pattern) } }),
    ...(like && { like: { pattern: pattern(like.pattern) } }),
  };
}

/** The hits as `--json` gives them. */
export function hitsToJson(pattern: Pattern): object[] {
  return hitsOf(pattern).map(({ step, voice, velocity, offset }) => {
    const { id, note } = voiceAt(voice);
    return { voice: id, step, velocity, offset, note, startBeats: stepsToBeats(step + offset) };
  });
}

/** Prints the one document of `--json`. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}
