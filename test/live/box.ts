import type { Atom, Message } from './atoms';
import type { Instance, ProblemKind } from './instance';
import type { BoxJson } from './patcher-json';
import type { Patch } from './patch';

/** What a Max object does with messages and at the turning points of its life. */
export interface MaxObject {
  readonly inlets: number;
  readonly outlets: number;
  receive(inlet: number, message: Message): void;
  /** After the parameters have their values: loadbang, loadmess. */
  loadbang?(): void;
  /** When Live has finished with the device: load, preset load, save. */
  liveReady?(): void;
  /** Live's switch in the device's title bar. */
  liveEnabled?(isOn: boolean): void;
  /** Just before the device goes: freebang, closebang. */
  free?(): void;
  /** Ends what lives outside the patch. */
  dispose?(): void;
  /** A click of the mouse on the box. */
  click?(): void;
  /** Text that the box shows. */
  shownText?(): string;
  /** A patcher inside the box. */
  readonly inner?: Patch;
}

/** A box in a patcher, as its object sees it. */
export interface Box {
  readonly instance: Instance;
  readonly json: BoxJson;
  readonly patch: Patch;
  /** The object's name, e.g. `route` or `live.dial`. */
  readonly name: string;
  /** The whole text, for messages and errors. */
  readonly label: string;
  /** Typed-in arguments with `---` and `#1` expanded; `tokens` keeps their spelling. */
  readonly args: readonly Atom[];
  readonly tokens: readonly string[];
  /** `@name value…` behind the arguments. */
  readonly attributes: ReadonlyMap<string, readonly Atom[]>;
  /** Attributes that messages set at run time, e.g. `hidden` or `bgcolor`. */
  readonly state: Map<string, readonly Atom[]>;
  outlet(index: number, message: Message): void;
  isConnected(outlet: number): boolean;
  /** Whether a cord from any outlet ends at an object of that name. */
  leadsTo(name: string): boolean;
  misunderstood(message: Message): void;
  problem(kind: ProblemKind, text: string): void;
}

export type ObjectFactory = (box: Box) => MaxObject;

/** An object without inlets and outlets to speak of: a picture, a line of text. */
export function inert(): MaxObject {
  return { inlets: 1, outlets: 0, receive: () => undefined };
}
