// The text of a rhythm, to copy from one device and paste into another: a recipe of seed and settings with
// its hits, or the hits alone. live/paste-text.ts shows it and acts on what is pasted.
// Old texts are still pasted: a changed form needs a new number.

import { BAR_CHOICES } from '../../rhythm/grid';
import { STYLE_NAME } from '../../rhythm/style-name';
import { MAX_SEED } from '../controls/controls';
import { packedHits, rhythmOfPacked } from '../notes/wire-rhythm';
import {
  MAX_COUNT,
  MAX_SYMBOL_LENGTH,
  type CommandValues,
  type GenerateCommand,
  type WireRhythm,
} from '../protocol/payloads';
import { valuesInText, valueWords } from './text-values';

/** Everything that makes a rhythm again. */
export interface Recipe {
  readonly command: Omit<GenerateCommand, 'count' | 'only'>;
  /** Its place among the variations, which does not depend on how many there are; −1 for a single rhythm. */
  readonly part: number;
  /** The mark of the model that answered: the same model gives the same rhythm on every machine. */
  readonly model: string;
}

/** What a text means: a recipe, with its hits unless it is of the first form, or hits that no seed makes. */
export type Shared =
  | { readonly kind: 'recipe'; readonly recipe: Recipe; readonly rhythm?: WireRhythm }
  | { readonly kind: 'hits'; readonly rhythm: WireRhythm };

/** First words of the forms, each with its number. A take is kept with the first one, since it has its hits anyway. */
const RECIPE = 'ff1';
const HITS = 'ff1hits';
const RECIPE_AND_HITS = 'ff2';

/** The first word of every form, of later ones too. */
const FIRST_WORD = /^ff(\d{1,3})[a-z]*$/;
const LATEST_FORM = 2;

/** Between parts; Max would end the word at a comma, a semicolon or a space. */
const SEPARATOR = '.';

/** What gets into a long word on its way: line breaks, spaces, soft hyphens and spaces of no width. */
const BREAKS = /[\s\u00ad\u200b]+/g;

/** `ff1.house.909.m1a2b3c4d.b4.de500.va400…`: what makes a rhythm again, as it is kept with a take. */
export function recipeText({ command, part, model }: Recipe): string {
  const variation = part < 0 ? [] : [`p${part}`];
  const style = encodeURIComponent(command.style).replaceAll(SEPARATOR, '%2E');
  const words = [style, command.seed, model, `b${command.bars}`, ...valueWords(command), ...variation];
  return [RECIPE, ...words].join(SEPARATOR);
}

/**
 * What the device shows of a rhythm, one word that Max, an e-mail and a forum leave as it is: the recipe with the hits,
 * `ff2.house.909.m1a2b3c4d.b4.de500.va400….h88.…`, or one of them where there is no other. Empty where Max could not hold
 * it, as with notes of hundreds of bars.
 * @param recipe as {@link recipeText} wrote it; empty where no seed makes the rhythm
 */
export function shownText(recipe: string, rhythm: WireRhythm | undefined): string {
  const text = recipe === '' ? rhythm && hitsText(rhythm) : withHits(recipe, rhythm);
  return text === undefined || text.length > MAX_SYMBOL_LENGTH ? '' : text;
}

/** `ff1hits.4.…`: five letters a hit. */
export function hitsText(rhythm: WireRhythm): string {
  return [HITS, rhythm.bars, hitLetters(rhythm)].join(SEPARATOR);
}

/** The number of hits tells a whole text from one that was cut off. */
function withHits(recipe: string, rhythm: WireRhythm | undefined): string {
  const [form, ...words] = recipe.split(SEPARATOR);
  const letters = rhythm ? hitLetters(rhythm) : '';
  if (form !== RECIPE || letters === '') return recipe;
  return [RECIPE_AND_HITS, ...words, `h${letters.length / HIT_LETTERS}`, letters].join(SEPARATOR);
}

function hitLetters(rhythm: WireRhythm): string {
  const letters = packedHits(rhythm).map((number) => number.toString(RADIX).padStart(HIT_LETTERS, '0'));
  return letters.join('');
}

const RADIX = 36;
const HIT_LETTERS = 5;

/** The meaning of a text; undefined for a text in none of the forms, or with a value out of range. */
export function sharedFromText(text: string): Shared | undefined {
  const [form, ...words] = wordsOf(text);
  if (form === RECIPE_AND_HITS) return bothFrom(words);
  if (form === RECIPE) {
    const recipe = recipeFrom(words);
    return recipe && { kind: 'recipe', recipe };
  }
  if (form !== HITS) return undefined;
  const [bars, letters] = words;
  const rhythm = rhythmFrom(Number(bars), letters);
  return rhythm && { kind: 'hits', rhythm };
}

/** Whether a text is in a form that a later version of Fourfloor writes. */
export function isOfLaterForm(text: string): boolean {
  const [, form] = FIRST_WORD.exec(wordsOf(text)[0] ?? '') ?? [];
  return Number(form) > LATEST_FORM;
}

function wordsOf(text: string): string[] {
  return text.replace(BREAKS, '').split(SEPARATOR);
}

function bothFrom(words: readonly string[]): Shared | undefined {
  const [count = '', letters = ''] = words.slice(-2);
  const recipe = recipeFrom(words.slice(0, -2));
  // Where another model made it, no menu has the style, and yet a clip is named by it.
  if (!recipe || !STYLE_NAME.test(recipe.command.style)) return undefined;
  if (count !== `h${letters.length / HIT_LETTERS}`) return undefined;
  const rhythm = rhythmFrom(recipe.command.bars, letters);
  return rhythm && { kind: 'recipe', recipe, rhythm };
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
  const values = valuesInText(numbers) as CommandValues | undefined;
  const name = decoded(style);
  if (!isWhole || !values || !name || part >= MAX_COUNT) return undefined;
  return { command: { seed, style: name, bars: bars!, ...values }, part, model };
}

function rhythmFrom(bars: number, letters = ''): WireRhythm | undefined {
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
