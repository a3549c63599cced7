// Types of Max's globals in v8 and v8ui scripts, as far as the device uses them; display/ compiles against
// them too. Not a browser's globals: no window, process, setTimeout, console or require of modules. Source:
// Cycling '74, "JavaScript API reference" (Max 9).

/**
 * A Live object by path or id; an absent object has the id 0. Of an absent one `get`, `set` and `call` answer the bare
 * number 1 and `getcount` 0; nothing throws.
 */
declare class LiveAPI {
  constructor(path: string);
  /** Setting it points this LiveAPI at another object, which is quicker than making a new one. */
  get id(): unknown;
  set id(id: number);
  /** An empty path gives back the listeners that others have armed. */
  set path(path: string);
  readonly type: string;
  /** A list where the object exists. */
  get(property: string): unknown;
  /** Answers 1 whether the value landed or not. */
  set(property: string, value: number | string): unknown;
  getcount(child: string): number;
  call(method: string, ...args: unknown[]): unknown;
}

declare class Task {
  constructor(callback: () => void);
  schedule(delayMs: number): void;
  cancel(): void;
}

/** Max itself. */
declare const max: {
  /** The scheduler's time in ms, with fractions. */
  readonly time: number;
  readonly version: string | number;
  readonly os: string;
  readonly arch?: string;
};

/** A named dictionary, shared with the patcher. */
declare class Dict {
  constructor(name: string);
  get(key: string): unknown;
  set(key: string, ...values: unknown[]): void;
  remove(key: string): void;
  clear(): void;
}

/** Sends atoms, or one list of atoms, out of an outlet; if the first is a string, it is the selector. */
declare function outlet(index: number, ...atoms: unknown[]): void;

/** Writes a line to the Max console. */
declare function post(...words: unknown[]): void;

/** Set by the build: the version of the device. */
declare const FOURFLOOR_VERSION: string;

/** The drawing context of v8ui, in pixels from the top left. */
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
