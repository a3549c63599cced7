// Writes SVG elements as text. Used by the files of preview/ that draw.

/** Numbers are rounded to two decimals, text is escaped. */
export type Attributes = Readonly<Record<string, string | number>>;

/** `content` is markup and goes in as it is. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value)}"`)
    .join('');
  return content === '' ? `<${name}${list}/>` : `<${name}${list}>${content}</${name}>`;
}

/** A number with at most two decimals. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Live's own typeface where it is installed, and metrically similar ones elsewhere. */
export const FONT = "'Ableton Sans', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";
