// Templates that escape every word put into them, with finished markup as a type of its own. Used wherever
// HTML or SVG is written.

/** Markup that is known to be safe: only {@link html} and {@link trusted} make it. */
export class Html {
  constructor(readonly markup: string) {}
}

export type HtmlValue = string | number | Html | readonly Html[];

/** A template whose interpolated words are escaped, for text and double-quoted attributes; Html goes in as it is. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const markup = strings.map((text, at) => text + (at < values.length ? markupOf(values[at]!) : ''));
  return new Html(markup.join(''));
}

/** Markup made by this project's own code, an SVG for instance. Never give it words from a file. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** Words as text or as a quoted attribute of HTML and XML; control characters that XML forbids are dropped. */
export function escapeMarkup(text: string): string {
  return text.replace(FORBIDDEN_IN_XML, '').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// File names may hold them, and one alone makes a browser refuse a whole SVG.
// eslint-disable-next-line no-control-regex
const FORBIDDEN_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function markupOf(value: HtmlValue): string {
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map((part) => part.markup).join('\n');
  return escapeMarkup(String(value));
}
