import { BAR_CHOICES } from '../rhythm/grid';
import type { Control } from './control';
import { MAX_COUNT } from './protocol';

export type { Control, ControlKind, ControlSection, ControlStorage, ControlUnit } from './control';

export const TARGETS = ['selected', 'new', 'fill'] as const;
export type Target = (typeof TARGETS)[number];

/**
 * Seeds run from 0 to this. Live keeps a parameter's value as a 32-bit float, whole up to 2²⁴, and a whole-number
 * parameter only up to 255: so the seed is a float parameter that shows no decimals.
 */
export const MAX_SEED = 999_999;

/** The names of Push's banks of eight. */
export const PUSH_BANKS = ['Rhythm', 'More'] as const;

const button = {
  kind: 'button',
  unit: 'none',
  range: [0, 1],
  initial: 0,
  storage: 'hidden',
} as const;

const percentDial = {
  kind: 'dial',
  unit: 'percent',
  range: [0, 100],
  storage: 'automated',
  section: 'feel',
} as const;

/** The controls in the order they are read across the panel. The words of the style menu come from the model card. */
export const CONTROLS = [
  {
    ...button,
    id: 'generate',
    longName: 'Generate',
    shortName: 'Generate',
    labels: ['Generate'],
    section: 'write',
    infoTitle: 'Generate',
    info: 'Makes a new rhythm and writes it where Target says. Notes that it replaces stay in the history: Previous brings them back.',
  },
  {
    id: 'target',
    longName: 'Target',
    shortName: 'Target',
    kind: 'tab',
    unit: 'none',
    range: [0, 2],
    labels: ['Clip', 'New', 'Fill'],
    initial: 1,
    storage: 'automated',
    push: [0, 0],
    section: 'write',
    infoTitle: 'Target',
    info: 'Clip: replaces the notes inside the loop of the selected clip on this track. New: makes a clip in the first empty slot. Fill: makes as many clips as Fill says, each with another rhythm.',
  },
  {
    id: 'fillCount',
    longName: 'Fill Count',
    shortName: 'Clips',
    kind: 'numbox',
    unit: 'integer',
    range: [1, MAX_COUNT],
    initial: 8,
    storage: 'automated',
    push: [1, 0],
    section: 'write',
    infoTitle: 'Clips to fill',
    info: 'How many clips Target Fill makes in the next empty slots of this track. Scenes are added when the track is full.',
  },
  {
    id: 'style',
    longName: 'Style',
    shortName: 'Style',
    kind: 'menu',
    unit: 'none',
    range: [0, 0],
    initial: 0,
    storage: 'automated',
    push: [0, 1],
    section: 'style',
    infoTitle: 'Style',
    info: 'The kind of music that the rhythm belongs to. The styles are those that the model has learned.',
  },
  {
    id: 'bars',
    longName: 'Bars',
    shortName: 'Bars',
    kind: 'tab',
    unit: 'none',
    range: [0, BAR_CHOICES.length - 1],
    labels: BAR_CHOICES.map(String),
    initial: 2,
    storage: 'automated',
    push: [0, 2],
    section: 'style',
    infoTitle: 'Bars',
    info: 'Length of the rhythm in 4/4 bars. In a longer loop it repeats, in a shorter one it is cut at the loop end.',
  },
  {
    ...percentDial,
    id: 'density',
    longName: 'Density',
    shortName: 'Density',
    initial: 50,
    push: [0, 3],
    infoTitle: 'Density',
    info: 'How many hits there are: 0 % is the sparsest, 100 % the busiest that the style knows.',
  },
  {
    ...percentDial,
    id: 'variation',
    longName: 'Variation',
    shortName: 'Vary',
    initial: 40,
    push: [0, 4],
    infoTitle: 'Variation',
    info: 'How far later phrases depart from the first: at 0 % they repeat it, at 100 % their second half is new.',
  },
  {
    ...percentDial,
    id: 'swing',
    longName: 'Swing',
    shortName: 'Swing',
    initial: 15,
    push: [0, 5],
    infoTitle: 'Swing',
    info: 'How late every second 16th falls: 0 % is straight, 100 % a full triplet.',
  },
  {
    ...percentDial,
    id: 'humanise',
    longName: 'Humanise',
    shortName: 'Humanise',
    initial: 50,
    push: [0, 6],
    infoTitle: 'Humanise',
    info: 'Timing and loudness of the hits: 0 % is a machine, 50 % as the model plays it, 100 % loose.',
  },
  {
    id: 'temperature',
    longName: 'Temperature',
    shortName: 'Temp',
    kind: 'dial',
    unit: 'float',
    range: [0, 2],
    initial: 1,
    storage: 'automated',
    push: [1, 1],
    section: 'feel',
    infoTitle: 'Temperature',
    info: 'How far the rhythm strays from the middle of the style: 0 is the most typical, 1 as the model has learned, 2 the wildest.',
  },
  {
    id: 'seed',
    longName: 'Seed',
    shortName: 'Seed',
    kind: 'numbox',
    unit: 'integer',
    range: [0, MAX_SEED],
    initial: 1,
    storage: 'stored',
    section: 'seed',
    infoTitle: 'Seed',
    info: 'The number of the rhythm. The same seed and settings give the same rhythm: write it down, or type one in and switch New seed off.',
  },
  {
    id: 'newSeed',
    longName: 'New Seed',
    shortName: 'New seed',
    kind: 'toggle',
    unit: 'none',
    range: [0, 1],
    labels: ['Keep', 'New'],
    initial: 1,
    storage: 'automated',
    push: [0, 7],
    section: 'seed',
    infoTitle: 'New seed',
    info: 'On: every Generate draws another seed. Off: Generate uses the seed shown.',
  },
  {
    ...button,
    id: 'previous',
    longName: 'Previous Pattern',
    shortName: 'Previous',
    labels: ['◀'],
    section: 'history',
    infoTitle: 'Previous',
    info: 'Writes the rhythm before this one into the selected clip again, your own notes included.',
  },
  {
    ...button,
    id: 'next',
    longName: 'Next Pattern',
    shortName: 'Next',
    labels: ['▶'],
    section: 'history',
    infoTitle: 'Next',
    info: 'Writes the rhythm after this one into the selected clip again.',
  },
  {
    ...button,
    id: 'loadModel',
    longName: 'Load Model',
    shortName: 'Model',
    labels: ['Load…'],
    section: 'model',
    infoTitle: 'Load a model',
    info: 'Loads a model that you have trained: choose the folder with model.json, weights.bin and card.json.',
  },
  {
    ...button,
    id: 'restart',
    longName: 'Restart Model',
    shortName: 'Restart',
    labels: ['Restart'],
    section: 'model',
    infoTitle: 'Restart',
    info: 'Stops the program that holds the model and starts it again.',
  },
] as const satisfies readonly Control[];

export type ControlId = (typeof CONTROLS)[number]['id'];

/** A control that is pressed; the others hold a value. */
export type ButtonId = Extract<(typeof CONTROLS)[number], { readonly kind: 'button' }>['id'];
export type SettingId = Exclude<ControlId, ButtonId>;

/** Whether a control is pressed rather than set. */
export function isButton(id: ControlId): id is ButtonId {
  return control(id).kind === 'button';
}

/** The description of one control. */
export function control(id: ControlId): Control {
  return CONTROLS.find((candidate) => candidate.id === id)!;
}

/** Whether a word names a control. */
export function isControlId(word: unknown): word is ControlId {
  return CONTROLS.some((candidate) => candidate.id === word);
}

/** The style that the menu shows first where the model knows it. */
const FIRST_STYLE = 'house';

/** The place of that style, or the first place. */
export function firstStyle(styles: readonly string[]): number {
  return Math.max(0, styles.indexOf(FIRST_STYLE));
}

/** All controls with the words, range and initial place of the style menu filled in from the model card's styles. */
export function controlsFor(styles: readonly string[]): readonly Control[] {
  return CONTROLS.map((each) =>
    each.id === 'style'
      ? {
          ...each,
          labels: styles.map(styleLabel),
          range: [0, styles.length - 1],
          initial: firstStyle(styles),
        }
      : each,
  );
}

/** A style's name as the menu shows it: `deep-house` becomes `Deep house`. */
export function styleLabel(style: string): string {
  const words = style.replace(/-/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
