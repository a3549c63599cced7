/** The bare recipe in a text with hits, as 0.1.0 wrote it. */
export function asFirstForm(text: string): string {
  return text.replace(/^ff2\./, 'ff1.').replace(/\.h\d+\.[0-9a-z]+$/, '');
}

/** The mark of the model that made the rhythm of a text. */
export function markIn(text: string): string {
  return text.split('.')[3]!;
}

/** The letters that stand for the hits of a text. */
export function hitsIn(text: string): string {
  return text.split('.').at(-1)!;
}
