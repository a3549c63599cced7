// The error of the v8 program for what cannot be done now: a code for programs, a sentence for people. live/
// throws it, and LiveProgram shows the sentence in the status line.

import type { RefusalCode } from './codes';

export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    sentence: string,
  ) {
    super(sentence);
  }
}
