/** A JSON document, or undefined where the text is none: the schema that checks it next says what is wrong. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
