/** The kind of `live.*` object: live.dial, live.menu, live.numbox, live.toggle, live.text (button), live.tab. */
export type ControlKind = 'dial' | 'menu' | 'numbox' | 'toggle' | 'button' | 'tab';

/** How a value is shown; `percent` is of 100, `note` a MIDI key. */
export type ControlUnit = 'none' | 'integer' | 'float' | 'percent' | 'note';

/**
 * `automated`: mapped, automated and stored; `stored`: recalled with the Set only; `hidden`: neither, as for buttons and
 * for what the program turns itself, since each such turn would be a step in the undo history.
 */
export type ControlStorage = 'automated' | 'stored' | 'hidden';

/** The pages of the panel, in the order of its tabs. */
export const PAGES = ['Make', 'Feel', 'Voice', 'Morph', 'Model'] as const;
export type Page = (typeof PAGES)[number];

/** One control of the device: what the patcher's box, the parameter, Push and the Info view need. */
export interface Control {
  readonly id: string;
  /** Live recalls by this name: it never changes between releases. */
  readonly longName: string;
  /** At most eight characters, for Push and narrow boxes; unique, because Live shows it. */
  readonly shortName: string;
  readonly kind: ControlKind;
  readonly unit: ControlUnit;
  /** Least and most; for an enumeration the first and last index. */
  readonly range: readonly [least: number, most: number];
  /** The words of an enumeration, a toggle (off, on) or a button (one). */
  readonly labels?: readonly string[];
  readonly initial: number;
  /** The Info view's heading and text. */
  readonly infoTitle: string;
  readonly info: string;
  readonly storage: ControlStorage;
  /** Where Push shows it: bank and encoder, both from 0. Push has automated parameters only. */
  readonly push?: readonly [bank: number, encoder: number];
  /** The page that it stands on; without one it is always there. */
  readonly page?: Page;
}
