// All controls of the device in one list, with look-ups by id. src/amxd builds the panel from it; settings.ts
// and live/ take ids, kinds and ranges from it. Other rooms import from here, not from list/.
// A new control also needs a rectangle in src/amxd/circuits/layout.ts.

import type { Control } from './list/control';
import { ALWAYS_CONTROLS } from './list/always';
import { FEEL_CONTROLS } from './list/feel';
import { MAKE_CONTROLS } from './list/make';
import { MODEL_CONTROLS } from './list/model';
import { MORPH_CONTROLS } from './list/morph';
import { VOICE_CONTROLS } from './list/voice';
import { styleLabel } from './style-label';

export {
  PAGES,
  type Control,
  type ControlKind,
  type ControlStorage,
  type ControlUnit,
  type Page,
} from './list/control';
export { BUILT_IN } from './list/model';
export { MAX_SEED } from './list/seed';
export { styleLabel } from './style-label';

export const TARGETS = ['selected', 'new', 'fill'] as const;
export type Target = (typeof TARGETS)[number];

/** The names of Push's banks of eight. */
export const PUSH_BANKS = ['Rhythm', 'More', 'Play'] as const;

/** In the order they are read across the panel. The labels of the style menu come from the model card. */
export const CONTROLS = [
  ...ALWAYS_CONTROLS,
  ...MAKE_CONTROLS,
  ...FEEL_CONTROLS,
  ...VOICE_CONTROLS,
  ...MORPH_CONTROLS,
  ...MODEL_CONTROLS,
] as const satisfies readonly Control[];

export type ControlId = (typeof CONTROLS)[number]['id'];

/** A control that is pressed; the others hold a value. */
export type ButtonId = Extract<(typeof CONTROLS)[number], { readonly kind: 'button' }>['id'];
export type SettingId = Exclude<ControlId, ButtonId>;

export function isButton(id: ControlId): id is ButtonId {
  return control(id).kind === 'button';
}

export function control(id: ControlId): Control {
  return CONTROLS.find((candidate) => candidate.id === id)!;
}

export function isControlId(word: unknown): word is ControlId {
  return CONTROLS.some((candidate) => candidate.id === word);
}

/** The initial style of the menu, if the model knows it. */
const FIRST_STYLE = 'house';

/** Index of the initial style; 0 when the model does not know it. */
export function firstStyle(styles: readonly string[]): number {
  return Math.max(0, styles.indexOf(FIRST_STYLE));
}

/** All controls, with the labels, range and initial value of the style menu taken from the model card's styles. */
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
