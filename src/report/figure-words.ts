// Figures as words, absent ones and plurals among them. Used by the evaluation, training's pages and the
// page of a model.

/** What stands for a figure that cannot be taken. */
export const ABSENT = '–';

/** A figure with so many decimals, or what stands for one that cannot be taken. */
export function figureWords(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined || !Number.isFinite(value) ? ABSENT : value.toFixed(digits);
}

/** A number and its noun, in the plural where it is not one. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Words one after another: a, b and c. */
export function listed(words: readonly string[], last = 'and'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}
