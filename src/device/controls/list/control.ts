// What describes one control of the device. From it src/amxd builds the box in the patcher, the Live
// parameter, its place on Push and its Info text. The descriptions themselves are the files beside it.

/** The kind of `live.*` object; a toggle and a button are both a live.text. */
export type ControlKind = Control['kind'];

/** How Live shows a value; `percent` runs to 100, `note` is a MIDI key. */
export type ControlUnit = 'none' | 'integer' | 'float' | 'percent' | 'note';

/**
 * `automated`: mapped, automated and stored; `stored`: recalled with the Set only; `hidden`: neither, for buttons and
 * for controls that mirror what the program keeps itself: each value it set would be a step in Live's undo history.
 */
export type ControlStorage = Control['storage'];

/** The pages of the panel, in the order of its tabs. */
export const PAGES = ['Make', 'Feel', 'Voice', 'Morph', 'Model'] as const;
export type Page = (typeof PAGES)[number];

/** What every control says. */
interface Described {
  readonly id: string;
  /** Live recalls by this name: never change it between releases. */
  readonly longName: string;
  /** At most eight characters, for Push and narrow boxes; unique, because Live shows it. */
  readonly shortName: string;
  readonly unit: ControlUnit;
  /** For an enumeration, the first and the last index. */
  readonly range: readonly [least: number, most: number];
  readonly initial: number;
  readonly infoTitle: string;
  readonly info: string;
  /** Absent for a control that is always visible. */
  readonly page?: Page;
}

/** Whatever shows words says which. */
type Labelled =
  | { readonly kind: 'menu' | 'tab'; readonly labels: readonly string[] }
  | { readonly kind: 'toggle'; readonly labels: readonly [off: string, on: string] }
  | { readonly kind: 'button'; readonly labels: readonly [word: string] }
  | { readonly kind: 'dial' | 'numbox'; readonly labels?: undefined };

/** Push shows every automated parameter and no other; where, both from 0. */
type Stored =
  | { readonly storage: 'automated'; readonly push: readonly [bank: number, encoder: number] }
  | { readonly storage: 'stored' | 'hidden'; readonly push?: undefined };

export type Control = Described & Labelled & Stored;
