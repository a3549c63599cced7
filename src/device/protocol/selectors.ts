// Every message between the parts of the device: the patcher, the v8 program that speaks to Live, the Node
// program that holds the model, the grid and the morph pad. src/amxd draws the patcher's cords by these
// names. A selector or a port is spelled here and nowhere else. Imports nothing: all four programs hold it.

/** The v8 program has one inlet; it ignores messages whose selector is not in PATCH or FROM_NODE. */
export const LIVE_INLET_COUNT = 1;

export const LIVE_OUTLETS = {
  /** Through the gate to node.script: {@link TO_NODE}. The gate opens on `ready`, before v8 hears of it. */
  node: 0,
  /** To a `route` that serves the controls: {@link TO_CONTROLS}. */
  controls: 1,
  grid: 2,
  /** The status line's sentence, as one symbol; it goes on as `set <sentence>`. */
  status: 3,
  /** Past the gate to node.script: {@link SCRIPT}. */
  script: 4,
  pad: 5,
  player: 6,
} as const;

/** What the patcher says to the v8 program. */
export const PATCH = {
  /** `init <notes dict> <state dict> <view dict> <starting dict>`: live.thisdevice has banged; the names are this instance's own. */
  init: 'init',
  /** `control <id> <value>`: a control of controls.ts; an enumeration sends its index, a button anything. */
  control: 'control',
  /** `load_model <path>`: a folder chosen in a dialog, in Max's or the system's own notation. */
  loadModel: 'load_model',
  /** `lifecycle <word> …`: node.script's right outlet, {@link NODE_LIFE}. */
  lifecycle: 'lifecycle',
  /** `grid <word> …`: the user draws or clicks in the grid, {@link FROM_GRID}. */
  grid: 'grid',
  /** `pad <word> <x> <y>`: the user moves on the morph pad, {@link FROM_PAD}. */
  pad: 'pad',
  /** `paste <text>`: the text of a rhythm, typed or pasted. */
  paste: 'paste',
  /** `enabled 0|1`: live.thisdevice says that the device was switched on or off. */
  enabled: 'enabled',
} as const;

/** What the grid says; steps, voices and takes count from 0. */
export const FROM_GRID = {
  /** `hit <step> <voice> <velocity> <offset>`: the cell holds this hit now; velocity 0 clears it. Units as on the wire. */
  hit: 'hit',
  /** `lock <voice>`: toggle the voice's lock. */
  lock: 'lock',
  /** `mute <voice>`: toggle the voice's mute. */
  mute: 'mute',
  /** `voice <voice>`: show it on the Voice page. */
  voice: 'voice',
  /** `take <index>`: go back to that take of the history. */
  take: 'take',
} as const;

/** What the morph pad says; x and y run from 0 to 1, y upwards. */
export const FROM_PAD = {
  /** While the mouse is down: {@link FROM_PAD.drop} follows. */
  move: 'move',
  /** The mouse was released: the place to keep. */
  drop: 'drop',
} as const;

export const TO_PAD = {
  /** `place <x> <y> <a> <b> <c> <d>`: the dot from 0 to 1, and which corners hold a rhythm (0 or 1). */
  place: 'place',
} as const;

/** To the patcher's objects that play notes on time. */
export const TO_PLAYER = {
  /** `note <pitch> <velocity> <delay in ms>`: velocity 0 ends the note. */
  note: 'note',
  /** Drop the notes that are due and end those that sound. */
  stop: 'stop',
} as const;

/** The dictionaries that `init` names, in its order; in the patcher each begins with `---`. */
export const DICTIONARIES = {
  /** From Node to v8: an {@link Answer}. */
  notes: '---notes',
  /** What the Set keeps besides the parameters: a blob parameter. */
  state: '---state',
  /** From v8 to the grid: a GridView. */
  view: '---view',
  /** From v8 to Node: the rhythms that a request starts from. */
  startingRhythms: '---starting',
} as const;

export const TO_NODE = {
  /**
   * `generate <id> <notes dict> <key> <value> …` with the keys of {@link GenerateCommand}, and {@link STARTING_RHYTHMS_KEY}
   * with the name of a dictionary when the request starts from existing rhythms.
   */
  generate: 'generate',
  /** `load_model <path>`: without a path, the embedded model. */
  loadModel: 'load_model',
  /** `copy <text>`: put it on the clipboard, which Max's own scripts cannot reach; answered by {@link FROM_NODE.copied}. */
  copy: 'copy',
} as const;

/** node.script's own commands, which work while no script runs: `script start`, `script stop`. */
export const SCRIPT = { selector: 'script', start: 'start', stop: 'stop' } as const;

export const FROM_NODE = {
  /** `ready <model name> <build> <model mark> <style> …`: it takes requests and the model is warm. Also after `load_model`. */
  ready: 'ready',
  /** `status <sentence>`: for the status line, while something takes long. */
  status: 'status',
  /** `notes_ready <id> <notes dict>`: the dictionary holds an {@link Answer}. */
  notesReady: 'notes_ready',
  /** `failed <id> <code> <sentence>`: the request has no answer. */
  failed: 'failed',
  /** `engine <version>`: what runs the program, told once before `ready`. */
  engine: 'engine',
  /** `copied 0|1`: whether the text is on the clipboard. */
  copied: 'copied',
} as const;

/** Id of a failure that no request caused; request ids start at 1. */
export const NO_REQUEST = 0;

/** What node.script's right outlet says of the process: `<word> success|error`, except `running 0|1`. */
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

export const TO_GRID = {
  /** `pattern <view dict>`: draw the GridView in the dictionary. */
  pattern: 'pattern',
} as const;

/** To the controls, which show what they are sent without reporting it back. */
export const TO_CONTROLS = {
  /** `seed <number>`: goes on as `set <number>`. */
  seed: 'seed',
  /** `style <index>`: goes on as `set <index>`. */
  style: 'style',
  /** `style_labels <label> …`: goes on as `_parameter_range <label> …` to the style menu, for another model. */
  styleLabels: 'style_labels',
  /** `model_labels <label> …`: the same for the menu of models. */
  modelLabels: 'model_labels',
  /** `show <control id> <value>`: goes on as `set <value>` to that control. */
  show: 'show',
  /** `text <text>`: the content of the field for the text of a rhythm. */
  text: 'text',
  /** `ask_folder`: opens the dialog that {@link PATCH.loadModel} answers. */
  askFolder: 'ask_folder',
} as const;

/** The selectors of one of the lists above. */
export type SelectorOf<List extends Readonly<Record<string, string>>> = List[keyof List];

export type Atom = string | number;
export type Message = readonly [selector: string, ...args: Atom[]];
