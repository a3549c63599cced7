// The error of the Node program: why there is no answer or no model, as a code for programs and a
// sentence for the user. generate.ts and program.ts throw it; program.ts sends it as `failed`.

import type { FailureCode } from '../protocol/codes';

export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly code: FailureCode,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** Any error as a Failure; one that already is keeps its own code. */
export function failureOf(error: unknown, code: FailureCode): Failure {
  if (error instanceof Failure) return error;
  return new Failure(code, error instanceof Error ? error.message : String(error));
}
