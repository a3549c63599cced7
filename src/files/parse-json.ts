// Parses JSON without throwing. Used by training for the state of a run and the records of a comparison.

/** Undefined where the text is not JSON: the schema that checks it next says what is wrong. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
