/**
 * What Max offers a script of its v8 and v8ui objects, as far as the device uses it. These are Max's globals, not a
 * browser's: there is no window, no process, no require of modules, no setTimeout, no console.
 * Source: Cycling '74, "JavaScript API reference" (Max 9).
 */

/** A Live object by path or id. `get` returns a list, or nothing for a property that is not there; an absent object has the id 0. */
declare class LiveAPI {
  constructor(path?: string);
  /** The object spoken to; setting it turns to another, which is quicker than a new LiveAPI. */
  get id(): string | number;
  set id(id: string | number);
  readonly type: string;
  get(property: string): unknown[] | undefined;
  set(property: string, ...values: unknown[]): void;
  getcount(child: string): number;
  call(method: string, ...args: unknown[]): unknown;
}

/** A timer of Max's scheduler. */
declare class Task {
  constructor(callback: () => void);
  schedule(delayMs: number): void;
  cancel(): void;
}

/** A dictionary by name, shared with the patcher. */
declare class Dict {
  constructor(name: string);
  get(key: string): unknown;
  set(key: string, ...values: unknown[]): void;
  remove(key: string): void;
  clear(): void;
}

/** Sends atoms, or lists of atoms, out of an outlet; what begins with a word is a message of that selector. */
declare function outlet(index: number, ...atoms: unknown[]): void;

/** Writes a line to the Max console. */
declare function post(...words: unknown[]): void;

/** The drawing context of v8ui: a painter's canvas in pixels, the origin at the top left. */
interface Mgraphics {
  readonly size: readonly [width: number, height: number];
  relative_coords: number;
  autofill: number;
  init(): void;
  redraw(): void;
  set_source_rgba(red: number, green: number, blue: number, alpha: number): void;
  rectangle(x: number, y: number, width: number, height: number): void;
  rectangle_rounded(
    x: number,
    y: number,
    width: number,
    height: number,
    ovalWidth: number,
    ovalHeight: number,
  ): void;
  ellipse(x: number, y: number, width: number, height: number): void;
  move_to(x: number, y: number): void;
  line_to(x: number, y: number): void;
  close_path(): void;
  fill(): void;
  stroke(): void;
  set_line_width(width: number): void;
  select_font_face(name: string): void;
  set_font_size(points: number): void;
  show_text(text: string): void;
  text_measure(text: string): readonly [width: number, height: number];
}

declare const mgraphics: Mgraphics;
