// The text of a rhythm, to copy from one device and paste into another: a recipe of seed and settings, or the
// hits themselves. live/paste-text.ts shows it and acts on what is pasted.
// Old texts are still pasted: a changed form needs a new number.

import { REQUEST_VALUES, VALUE_NAMES } from '../../engine/request/request-values';
import { BAR_CHOICES } from '../../rhythm/grid';
import { MAX_SEED } from '../controls/controls';
import { packedHits, rhythmOfPacked } from '../notes/wire-rhythm';
import { MAX_COUNT, type CommandValues, type GenerateCommand, type WireRhythm } from '../protocol/payloads';

/** Everything that makes a rhythm again. */
export interface Recipe {
  readonly command: Omit<GenerateCommand, 'count' | 'only'>;
  /** Its place among the variations, which does not depend on how many there are; −1 for a single rhythm. */
  readonly part: number;
  /** The mark of the model that answered: the same model gives the same rhythm on every machine. */
  readonly model: string;
}

/** What a text means: a recipe, or the hits themselves when no seed makes them. */
export type Shared =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'hits'; readonly rhythm: WireRhythm };

/** First words of the two forms; the 1 is the number of the form. */
const RECIPE = 'ff1';
const HITS = 'ff1hits';

/** Between parts; Max would end the word at a comma, a semicolon or a space. */
const SEPARATOR = '.';

/** Values are written in thousandths, each after its letters. */
const THOUSANDTHS = 1000;
/** Of any value: old texts hold more than its dial takes, which stops at its end. */
const MOST = Math.max(...VALUE_NAMES.map((name) => REQUEST_VALUES[name].most));

/** `ff1.house.909.m1a2b3c4d.b4.de500.va400…`: one word that Max, an e-mail and a forum leave as it is. */
export function recipeText({ command, part, model }: Recipe): string {
  const values = VALUE_NAMES.flatMap((name) => {
    const value = command[name];
    return value === undefined ? [] : [`${REQUEST_VALUES[name].letters}${Math.round(value * THOUSANDTHS)}`];
  });
  const variation = part < 0 ? [] : [`p${part}`];
  const style = encodeURIComponent(command.style).replaceAll(SEPARATOR, '%2E');
  return [RECIPE, style, command.seed, model, `b${command.bars}`, ...values, ...variation].join(SEPARATOR);
}

/** `ff1hits.4.…`: five letters a hit. */
export function hitsText(rhythm: WireRhythm): string {
  const letters = packedHits(rhythm).map((number) => number.toString(RADIX).padStart(HIT_LETTERS, '0'));
  return [HITS, rhythm.bars, letters.join('')].join(SEPARATOR);
}

const RADIX = 36;
const HIT_LETTERS = 5;

/** The meaning of a text; undefined for a text in neither form, or with a value out of range. */
export function sharedFromText(text: string): Shared | undefined {
  const [form, ...parts] = text.trim().split(SEPARATOR);
  if (form === RECIPE) {
    const recipe = recipeFrom(parts);
    return recipe && { kind: 'recipe', recipe };
  }
  if (form !== HITS) return undefined;
  const rhythm = rhythmFrom(parts);
  return rhythm && { kind: 'hits', rhythm };
}

function recipeFrom([style = '', seedWord = '', model = '', ...words]: readonly string[]):
  Recipe | undefined {
  const numbers = new Map<string, number>();
  for (const word of words) {
    const [, letters, digits] = /^([a-z]{1,2})(\d{1,6})$/.exec(word) ?? [];
    if (letters === undefined || numbers.has(letters)) return undefined;
    numbers.set(letters, Number(digits));
  }
  const seed = /^\d{1,6}$/.test(seedWord) ? Number(seedWord) : NaN;
  const bars = numbers.get('b');
  const part = numbers.get('p') ?? -1;
  const isWhole = seed <= MAX_SEED && BAR_CHOICES.some((choice) => choice === bars);
  const values = valuesFrom(numbers);
  const name = decoded(style);
  if (!isWhole || !values || !name || part >= MAX_COUNT) return undefined;
  return { command: { seed, style: name, bars: bars!, ...values }, part, model };
}

function valuesFrom(numbers: ReadonlyMap<string, number>): CommandValues | undefined {
  const entries = VALUE_NAMES.map((name) => [name, numbers.get(REQUEST_VALUES[name].letters)] as const);
  const isWhole = entries.every(([name, value]) =>
    value === undefined ? REQUEST_VALUES[name].dial === 'leaning' : value <= MOST * THOUSANDTHS,
  );
  if (!isWhole) return undefined;
  const given = entries.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value / THOUSANDTHS]],
  );
  return Object.fromEntries(given) as CommandValues;
}

function rhythmFrom([barsWord, letters = '']: readonly string[]): WireRhythm | undefined {
  const bars = Number(barsWord);
  const isWhole = /^[0-9a-z]+$/.test(letters) && letters.length % HIT_LETTERS === 0;
  if (!BAR_CHOICES.some((choice) => choice === bars) || !isWhole) return undefined;
  const count = letters.length / HIT_LETTERS;
  const packed = Array.from({ length: count }, (_, at) =>
    parseInt(letters.slice(at * HIT_LETTERS, (at + 1) * HIT_LETTERS), RADIX),
  );
  const rhythm = rhythmOfPacked(bars, packed);
  return packedHits(rhythm).length === count ? rhythm : undefined;
}

function decoded(word: string): string | undefined {
  try {
    return decodeURIComponent(word);
  } catch {
    return undefined; // a stray per cent sign
  }
}
