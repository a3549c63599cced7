/** The kind of `live.*` object: live.dial, live.menu, live.numbox, live.toggle, live.text (button), live.tab. */
export type ControlKind = 'dial' | 'menu' | 'numbox' | 'toggle' | 'button' | 'tab';

/** How a value is shown; `percent` runs from 0 to 100. */
export type ControlUnit = 'none' | 'integer' | 'float' | 'percent';

/** `automated`: mapped, automated and stored; `stored`: recalled with the Set only; `hidden`: neither. */
export type ControlStorage = 'automated' | 'stored' | 'hidden';

/** Which part of the panel a control stands in. */
export type ControlSection = 'write' | 'style' | 'feel' | 'seed' | 'history' | 'model';

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
  readonly section: ControlSection;
}
