import type { FailureCode } from '../protocol/messages';

/** Why a request has no answer, as a code for the other program and a sentence for the player. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly code: FailureCode,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** Any error as a failure; one that is none yet gets the code of what was being done. */
export function failureOf(error: unknown, code: FailureCode): Failure {
  if (error instanceof Failure) return error;
  return new Failure(code, error instanceof Error ? error.message : String(error));
}
