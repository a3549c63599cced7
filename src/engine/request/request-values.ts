// The values that a rhythm is asked for by, a row each, in the order of messages and texts. From here come
// the request and its check, the options of `npm run generate`, the device's messages to Node and the text of
// a rhythm. Imports nothing: the programs inside Max carry it without the engine.

/** How a dial of the device stands for a value. */
export type Dial =
  /** 0 to 100 %. */
  | 'percent'
  /** −100 to 100 %; in the middle nothing is asked for and the model decides. */
  | 'leaning'
  /** The value itself. */
  | 'plain';

export interface RequestValue {
  /** Two letters before its thousandths in the text of a rhythm: never change them, old texts are still pasted. */
  readonly letters: string;
  /** The greatest value; the least is 0. */
  readonly most: 1 | 2;
  /** The value unless asked; `style` and `model`: left open, drawn as the style has it or as the model plays it. */
  readonly default: number | 'style' | 'model';
  readonly dial: Dial;
  /** What the command line says of it, from the least to the greatest. */
  readonly help: string;
}

export const REQUEST_VALUES = {
  /** 0 sparse … 1 busy within the style; drawn from the style's own range when absent. */
  density: {
    letters: 'de',
    most: 1,
    default: 'style',
    dial: 'percent',
    help: 'sparse … busy for the style (default: drawn from its range)',
  },
  /**
   * How far later phrases depart from the first: 0 repeats it, 1 replaces its second half. With `like`, how far the
   * rhythm itself departs from the pattern: 0 is the pattern as the model recovers it.
   */
  variation: {
    letters: 'va',
    most: 1,
    default: 0.4,
    dial: 'percent',
    help: 'how far later phrases depart from the first, and the rhythm from --like (default: 0.4)',
  },
  /** 0 straight … 1 a full triplet; as the model plays it when absent. */
  swing: {
    letters: 'sw',
    most: 1,
    default: 'model',
    dial: 'percent',
    help: 'straight … a full triplet (default: as the model plays it)',
  },
  /** 0 a machine, ½ as the model plays it, 1 loose. */
  humanise: {
    letters: 'hu',
    most: 1,
    default: 0.5,
    dial: 'percent',
    help: 'machine … loose; 0.5 is as the model plays it (default: 0.5)',
  },
  /**
   * Scale of the latent: 0 the safest rhythm of the style, 1 as trained, up to 2. Latents further out than this were never
   * trained on.
   */
  temperature: {
    letters: 'te',
    most: 2,
    default: 1,
    dial: 'plain',
    help: 'the safest rhythm … the wildest (default: 1)',
  },
  /** 0 on the beat … 1 as syncopated as the style gets; drawn when absent. See `syncopationPerHit`. */
  syncopation: {
    letters: 'sy',
    most: 1,
    default: 'style',
    dial: 'leaning',
    help: "on the beat … as syncopated as the style gets (default: the style's)",
  },
  /** 0 the hats closed … 1 as open as the style has them; drawn when absent. See `hatOpenness`. */
  hatOpenness: {
    letters: 'ha',
    most: 1,
    default: 'style',
    dial: 'leaning',
    help: "closed hats … as open as the style gets (default: the style's)",
  },
  /** 0 light … 1 driving within the style: how hard its beats are hit; drawn when absent. See `beatEnergy`. */
  energy: {
    letters: 'en',
    most: 1,
    default: 'style',
    dial: 'leaning',
    help: "how hard the beats are hit: light … driving (default: the style's)",
  },
  /** How much the style counts: 1 the style, 0 any style. */
  styleStrength: {
    letters: 'st',
    most: 1,
    default: 1,
    dial: 'percent',
    help: 'any style … the style (default: 1)',
  },
  /**
   * How full the last bar of four and eight bars is: 0 no fill … 1 a whole bar of it. Unless asked it is a pick-up that one
   * hears without listening for it.
   */
  fill: {
    letters: 'fi',
    most: 1,
    default: 0.4,
    dial: 'percent',
    help: 'how full the last of 4 or 8 bars is: no fill … a whole bar of it (default: 0.4)',
  },
} as const satisfies Readonly<Record<string, RequestValue>>;

type Rows = typeof REQUEST_VALUES;

export type ValueName = keyof Rows;

/** The values whose dial leans: what they stand for is measured in a rhythm, see `FEEL_MEASURES`. */
export type LeaningName = {
  [Name in ValueName]: Rows[Name]['dial'] extends 'leaning' ? Name : never;
}[ValueName];

/** The values of a request with its defaults filled in; what may be left open is absent then. */
export type RequestedValues = {
  readonly [Name in keyof Rows as Rows[Name]['default'] extends number ? Name : never]: number;
} & {
  readonly [Name in keyof Rows as Rows[Name]['default'] extends number ? never : Name]?: number;
};

export const VALUE_NAMES = Object.keys(REQUEST_VALUES) as readonly ValueName[];

/** As `--help` and `--json` list them: first those that say where in the style's own range a rhythm lies. */
export const LISTED_NAMES: readonly ValueName[] = [
  ...VALUE_NAMES.filter((name) => REQUEST_VALUES[name].default === 'style'),
  ...VALUE_NAMES.filter((name) => REQUEST_VALUES[name].default !== 'style'),
];

/** The name as the command line spells it: `hatOpenness` is `hat-openness`. */
export function optionName(name: ValueName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
