import type { RefusalCode } from './messages';

/** Why nothing was written, as a code for programs and a sentence for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    sentence: string,
  ) {
    super(sentence);
  }
}
