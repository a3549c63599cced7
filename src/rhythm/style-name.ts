// The form of a style's name: the same in a corpus, on a model's card and in the name of a file. Corpus
// records, cards, training's table of styles and scripts/compare are checked against it.

export const STYLE_NAME = /^[a-z][a-z0-9-]*$/;

/**
 * A text as a style's name, which corpus sources are named by as well: lower-case letters, digits and hyphens, a letter
 * first; `unnamed` where nothing of the text is left.
 */
export function styleSlug(text: string): string {
  const slug = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return slug === '' ? 'unnamed' : slug;
}
