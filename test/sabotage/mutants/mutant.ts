/** What can be done to a source; the draw gives each kind the same chance. */
export const KINDS = ['condition', 'statement', 'cord', 'attribute', 'arguments', 'constant'] as const;
export type Kind = (typeof KINDS)[number];

/** One small change of a source that nobody planned. */
export interface Mutant {
  readonly kind: Kind;
  readonly file: string;
  /** From 1; it moves when lines are added above, so nothing is found by it. */
  readonly line: number;
  /** Where the change begins. */
  readonly at: number;
  /** The change in words: what stood there and what stands there now. */
  readonly mutation: string;
  /** The declaration it is in and the line as it was, to find it again by. */
  readonly context: string;
  /** The whole source with the change. */
  readonly text: string;
}
