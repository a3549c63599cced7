// The values of a request as words in the text of a rhythm, two letters and thousandths each. For
// share-text.ts. Old texts are still pasted: what a missing word means must not change.

import { REQUEST_VALUES, VALUE_NAMES, type RequestValue } from '../../engine/request/request-values';
import type { CommandValues } from '../protocol/payloads';

const THOUSANDTHS = 1000;

/** Letters that every text has had since 0.1.0: without one of them it is not whole. Never add a later control's. */
const ALWAYS_WRITTEN: readonly string[] = ['de', 'va', 'sw', 'hu', 'te', 'st', 'fi'];

type Rows = Readonly<Record<string, RequestValue>>;

/** `de500`, `va400` …, in the order of the table; a value that is left open has no word. */
export function valueWords(values: Partial<CommandValues>): string[] {
  return VALUE_NAMES.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [`${REQUEST_VALUES[name].letters}${Math.round(value * THOUSANDTHS)}`];
  });
}

/**
 * The values of a text by its numbers; undefined if one is too great, or missing that always was there. A text from before
 * a control has no word for it: that stands for the control's default, or is left open where it has none.
 * @param rows by the name of the value
 */
export function valuesInText(
  numbers: ReadonlyMap<string, number>,
  rows: Rows = REQUEST_VALUES,
): Readonly<Record<string, number>> | undefined {
  const entries: [string, number][] = [];
  // Of any value: old texts hold more than its dial takes, which stops at its end.
  const most = Math.max(...Object.values(rows).map((row) => row.most));
  for (const [name, row] of Object.entries(rows)) {
    const thousandths = numbers.get(row.letters);
    if (thousandths === undefined && ALWAYS_WRITTEN.includes(row.letters)) return undefined;
    const value = thousandths === undefined ? unlessAsked(row) : thousandths / THOUSANDTHS;
    if (value === undefined) continue;
    if (value > most) return undefined;
    entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

/** What a missing word stands for; undefined where that leaves the value open. */
function unlessAsked({ default: value, dial }: RequestValue): number | undefined {
  return dial === 'leaning' || typeof value !== 'number' ? undefined : value;
}
