// What a report says: versions and the last sentences of the status line, in one line without names or paths.
// Pure functions for report.ts.

import { MAX_SYMBOL_LENGTH } from '../../protocol/payloads';

/** What the device runs in; undefined where it is not known. */
export interface ReportFacts {
  readonly device: string;
  readonly live: string | undefined;
  readonly max: string;
  readonly node: string | undefined;
  readonly platform: string;
  readonly model: string;
}

/** Sentences of the status line that are remembered. */
export const SENTENCES_KEPT = 10;

const UNKNOWN = '?';
const LEFT_OUT = '…';

/** The sentences with a new one; the oldest go, and what is said twice in a row is kept once. */
export function withSentence(sentences: readonly string[], sentence: string): readonly string[] {
  return sentences.at(-1) === sentence ? sentences : [...sentences, sentence].slice(-SENTENCES_KEPT);
}

/** `Fourfloor 0.2.0 · Live 12.4.6 · … | sentence | sentence`. */
export function reportText(facts: ReportFacts, sentences: readonly string[]): string {
  const versions = [
    `Fourfloor ${facts.device}`,
    `Live ${facts.live ?? UNKNOWN}`,
    `Max ${facts.max}`,
    `Node ${facts.node ?? UNKNOWN}`,
    facts.platform,
    `model ${facts.model || UNKNOWN}`,
  ];
  const said = sentences.map((sentence) => withoutNames(sentence));
  return [versions.join(' · '), ...said].join(' | ').slice(0, MAX_SYMBOL_LENGTH);
}

/** A slash or backslash that belongs to a path: not that of a metre such as 6/8. */
const IN_A_PATH = /(?<!\d)[\\/]|[\\/](?!\d)/;

/**
 * A sentence without what is quoted in it, which is names of tracks, clips, models and styles, and from the word on in
 * which a path begins: where that ends cannot be told, for folders have spaces and dots.
 */
export function withoutNames(sentence: string): string {
  // From the first mark to the last, because a name may hold marks of its own.
  const quoted = sentence
    .replace(/\s+/g, ' ')
    .replace(/“.*”/, `“${LEFT_OUT}”`)
    .replace(/(["'‘]).*["'’]/, LEFT_OUT);
  const at = quoted.search(IN_A_PATH);
  if (at < 0) return quoted;
  const before = quoted.slice(0, at);
  // A disk of Max's, whose name may have spaces, stands before a colon: where it begins cannot be told either.
  const isDisk = /[^\s:]{2,}:$/.test(before);
  return isDisk ? LEFT_OUT : `${before.slice(0, before.lastIndexOf(' ') + 1)}${LEFT_OUT}`;
}
