/**
 * The rooms of `src` by floor, from the top down. A room may import rooms on lower floors only, and of those the ones
 * that {@link MAY_IMPORT} names. A new room is entered in both, and what it may know is decided there.
 */
export const ROOM_FLOORS: readonly (readonly string[])[] = [
  ['measure'],
  ['amxd', 'training'],
  ['device', 'evaluation', 'exploration'],
  ['engine', 'corpus', 'gan'],
  ['model', 'spotify', 'midi', 'report'],
  ['rhythm', 'files'],
];

/** The rooms that each room needs: it is allowed no more. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  measure: [
    'amxd',
    'training',
    'device',
    'evaluation',
    'engine',
    'corpus',
    'gan',
    'report',
    'files',
    'rhythm',
  ],
  amxd: ['device', 'model', 'files', 'rhythm'],
  training: ['evaluation', 'corpus', 'gan', 'model', 'report', 'files', 'rhythm'],
  device: ['engine', 'model', 'rhythm'],
  evaluation: ['corpus', 'gan', 'model', 'report', 'rhythm'],
  exploration: ['corpus', 'spotify', 'report', 'rhythm'],
  engine: ['model', 'rhythm'],
  corpus: ['spotify', 'midi', 'files', 'rhythm'],
  gan: ['model', 'rhythm'],
  model: ['rhythm'],
  spotify: ['files'],
  midi: ['rhythm'],
  report: ['rhythm'],
  files: [],
  rhythm: [],
};

/**
 * The floors inside a room that has sub-rooms, from the top down: what stands on a floor may import floors below it
 * and nothing beside it. A name is a folder or, without its ending, a file in the room itself; `*` is every such file
 * that is not named.
 */
export const SUB_ROOM_FLOORS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  device: [
    ['live'],
    ['live/generation'],
    ['live/pages'],
    ['live/clips'],
    ['live/host', 'display/grid', 'display/morph-pad'],
    ['display'],
    ['state'],
    ['controls'],
    ['controls/list', 'live/lom'],
    ['node', 'notes'],
    ['protocol'],
  ],
  training: [
    ['run'],
    ['run-loop'],
    ['export', 'follower'],
    ['calibration', 'compare', 'page'],
    ['loop', 'watch'],
    ['checkpoint', 'sampling', 'step'],
    ['data', 'run-state', 'snapshots'],
    ['backends', 'config', 'run-history'],
  ],
  engine: [['engine'], ['make'], ['form'], ['encoding'], ['drawing'], ['request'], ['network']],
  corpus: [
    ['sources'],
    ['audio'],
    ['audio/hearing'],
    ['analysis', 'clips'],
    ['windows', 'writing'],
    ['read-corpus', 'source', 'summary'],
    ['few-patterns', 'manifest', 'split'],
    ['archives', 'audio/formats', 'record'],
  ],
  evaluation: [
    ['report'],
    ['draws', 'goals'],
    ['assess'],
    ['notes'],
    ['by-provenance', 'full-evaluation'],
    ['held-out', 'same-styles'],
    ['baselines', 'evaluate-patterns'],
    ['classifier', 'descriptors', 'metrics', 'sample-size'],
  ],
  measure: [['audio-bench', 'bench', 'controls', 'keepers'], ['*']],
  amxd: [['device'], ['lint', 'patch', 'preview'], ['circuits'], ['patcher'], ['bundles', 'container']],
  spotify: [['pull'], ['api']],
  gan: [['wasm', 'webgpu'], ['*']],
  exploration: [['tracks'], ['*']],
  rhythm: [['rules'], ['*']],
};

/** Folders of `src` that know neither Node nor Max, so that a page in a browser can stand on them. */
export const HOST_FREE: readonly string[] = [
  'rhythm',
  'midi',
  'model',
  'report',
  'gan',
  'engine',
  'device/protocol',
  'device/controls',
  'device/notes',
  'device/state',
];
