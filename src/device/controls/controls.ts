import type { Control } from './control';
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
} from './control';
export { BUILT_IN } from './list/model';
export { MAX_SEED } from './list/seed';
export { styleLabel } from './style-label';

export const TARGETS = ['selected', 'new', 'fill'] as const;
export type Target = (typeof TARGETS)[number];

/** The names of Push's banks of eight. */
export const PUSH_BANKS = ['Rhythm', 'More', 'Play'] as const;

/** The controls in the order they are read across the panel. The words of the style menu come from the model card. */
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
