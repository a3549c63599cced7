// Tells without parsing whether a JSON text would take far more memory than its length suggests.
// Called by corpus/analysis/files.ts before it parses a document.

export interface BulkLimits {
  readonly depth: number;
  /** Objects and arrays. */
  readonly containers: number;
  /** Values after the first of each object and array. */
  readonly commas: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Counts without building anything: a megabyte of brackets would become fifty of objects. */
export function isBulky(text: Uint8Array, limits: BulkLimits): boolean {
  let depth = 0;
  let containers = 0;
  let commas = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at]!;
    if (isInString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (byte === COMMA) {
      if (++commas > limits.commas) return true;
    } else if (OPENING.has(byte)) {
      if (++depth > limits.depth || ++containers > limits.containers) return true;
    } else if (CLOSING.has(byte)) depth--;
  }
  return false;
}
