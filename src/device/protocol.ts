/**
 * Every message between the parts of the device: the patcher, the v8 program that speaks to Live, the Node for Max
 * program that holds the model, and the grid. A selector, a port or a code is spelled here and nowhere else.
 */

/** The v8 program has one inlet; every message into it begins with a selector of PATCH or FROM_NODE. */
export const LIVE_INLET_COUNT = 1;

/** Outlets of the v8 program. */
export const LIVE_OUTLETS = {
  /** Through the gate to node.script: {@link TO_NODE}. The gate opens on `ready`, before v8 hears of it. */
  node: 0,
  /** To a `route` that serves the controls: {@link TO_CONTROLS}. */
  controls: 1,
  /** To the grid's v8ui: {@link TO_GRID}. */
  grid: 2,
  /** The status line's sentence, as one symbol; it goes on as `set <sentence>`. */
  status: 3,
  /** Past the gate to node.script: {@link SCRIPT}. */
  script: 4,
} as const;

/** What the patcher says to the v8 program. */
export const PATCH = {
  /** `init <notes dict> <state dict> <view dict>`: live.thisdevice has banged; the names are this instance's own. */
  init: 'init',
  /** `control <id> <value>`: a control of controls.ts; an enumeration sends its index, a button anything. */
  control: 'control',
  /** `load_model <path>`: a folder chosen in a dialog, in Max's or the system's own notation. */
  loadModel: 'load_model',
  /** `lifecycle <word> …`: node.script's right outlet, {@link NODE_LIFE}. */
  lifecycle: 'lifecycle',
} as const;

/** The dictionaries that `init` names, in its order; in the patcher each begins with `---`. */
export const DICTIONARIES = {
  /** From Node to v8: an {@link Answer}. */
  notes: '---notes',
  /** What the Set keeps besides the parameters: a blob parameter. */
  state: '---state',
  /** From v8 to the grid: a GridView. */
  view: '---view',
} as const;

/** What the v8 program says to the Node program. */
export const TO_NODE = {
  /** `generate <id> <notes dict> <key> <value> …` with the keys of {@link GENERATE_KEYS}. */
  generate: 'generate',
  /** `load_model <path>`: the empty path is the embedded model. */
  loadModel: 'load_model',
} as const;

/** node.script's own commands, which work while no script runs: `script start`, `script stop`. */
export const SCRIPT = { selector: 'script', start: 'start', stop: 'stop' } as const;

/** What the Node program says to the v8 program. */
export const FROM_NODE = {
  /** `ready <model name> <build> <style> …`: the handlers stand, the model is warm. Also after `load_model`. */
  ready: 'ready',
  /** `status <sentence>`: what takes a while. */
  status: 'status',
  /** `notes_ready <id> <notes dict>`: the dictionary holds an {@link Answer}. */
  notesReady: 'notes_ready',
  /** `failed <id> <code> <sentence>`: the request has no answer; id 0 where no request caused it. */
  failed: 'failed',
} as const;

/** What node.script's right outlet says of the process; `<word> success|error` but for `running 0|1`. */
export const NODE_LIFE = {
  start: 'start',
  loadStart: 'loadstart',
  loadEnd: 'loadend',
  stop: 'stop',
  terminated: 'terminated',
  restarting: 'restarting',
  restarted: 'restarted',
  running: 'running',
} as const;

/** What the grid is told. */
export const TO_GRID = {
  /** `pattern <view dict>`: draw the GridView in the dictionary. */
  pattern: 'pattern',
} as const;

/** What the controls are told; what they show, they show without an answer. */
export const TO_CONTROLS = {
  /** `seed <number>`: goes on as `set <number>`. */
  seed: 'seed',
  /** `style <index>`: goes on as `set <index>`. */
  style: 'style',
  /** `style_labels <label> …`: goes on as `_parameter_range <label> …` to the style menu, for another model. */
  styleLabels: 'style_labels',
  /** `ask_folder`: opens the dialog that {@link PATCH.loadModel} answers. */
  askFolder: 'ask_folder',
} as const;

/** Why a request failed, for programs; the sentence beside it is for people. */
export const FAILURE_CODES = [
  'bad_request',
  'unknown_style',
  'not_ready',
  'superseded',
  'generation_failed',
  'model_not_found',
  'model_unreadable',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** Why nothing was written into Live. */
export const REFUSAL_CODES = [
  'no_track',
  'audio_track',
  'frozen_track',
  'recording',
  'no_clip',
  'other_track',
  'not_midi',
  'loop_too_long',
  'no_slot',
  'nothing_mapped',
  'no_history',
  'add_failed',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The selectors of one of the lists above. */
export type SelectorOf<List extends Readonly<Record<string, string>>> = List[keyof List];

/** An atom: what a Max message is made of. */
export type Atom = string | number;
export type Message = readonly [selector: string, ...args: Atom[]];

/** The keys of a generation request, in the order they are sent. */
export const GENERATE_KEYS = [
  'seed',
  'count',
  'style',
  'bars',
  'density',
  'variation',
  'swing',
  'humanise',
  'temperature',
] as const;

/** `count` rhythms from the seeds `seed`, `seed + 1`, …; shares are 0–1. */
export interface GenerateCommand {
  readonly seed: number;
  readonly count: number;
  readonly style: string;
  readonly bars: number;
  readonly density: number;
  readonly variation: number;
  readonly swing: number;
  readonly humanise: number;
  readonly temperature: number;
}

/** Most rhythms that one request may ask for. */
export const MAX_COUNT = 16;

/** A rhythm as it travels: whole numbers only, because Max rounds fractions on their way through dictionaries. */
export interface WireRhythm {
  readonly seed: number;
  readonly style: string;
  readonly bars: number;
  readonly tempo: number;
  /** Flat, four per hit: step, voice, velocity × 127, offset × {@link OFFSET_UNITS}. Max has no nested lists. */
  readonly hits: readonly number[];
  /** In how many cells it differs from the nearest rhythm that was learned from; absent where the model cannot tell. */
  readonly nearestDistance?: number;
}

/** What answers a request; `id` repeats the request's, so a stale answer is known. */
export interface Answer {
  readonly id: number;
  readonly rhythms: readonly WireRhythm[];
}

/**
 * The keys of an {@link Answer} in the notes dictionary: `id`, `count`, and per rhythm `seed0`, `style0`, `bars0`,
 * `tempo0`, `hits0`, `distance0`. Flat, because v8 reads numbers and lists of numbers from a dictionary without loss.
 */
export const ANSWER_KEYS = {
  id: 'id',
  count: 'count',
  seed: 'seed',
  style: 'style',
  bars: 'bars',
  tempo: 'tempo',
  hits: 'hits',
  nearestDistance: 'distance',
} as const;

/** Parts of a step in which offsets travel. */
export const OFFSET_UNITS = 120;
export const VELOCITY_UNITS = 127;
export const ATOMS_PER_HIT = 4;

/** The longest symbol that Max keeps whole. */
export const MAX_SYMBOL_LENGTH = 32_767;
