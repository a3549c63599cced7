import type { NamedFault } from './fault';

const PROGRAMS = 'src/amxd/circuits/programs.ts';

/** Faults of the patch: boxes, cords, attributes and the frozen files. */
export const PATCH_FAULTS: readonly NamedFault[] = [
  {
    id: 'node-file-inside',
    sentence: 'The file that Node runs is frozen with flag 0, so that Max never writes it to disk.',
    edits: [
      {
        file: 'src/amxd/device.ts',
        find: 'scriptFile(node, FILE_FLAG.onDisk)',
        put: 'scriptFile(node, FILE_FLAG.inside)',
      },
    ],
  },
  {
    id: 'names-shared',
    sentence: 'No name of a dictionary begins with `---`, so that two devices share them.',
    edits: ['notes', 'state', 'view', 'starting'].map((name) => ({
      file: 'src/device/protocol/selectors.ts',
      within: 'DICTIONARIES',
      find: `'---${name}'`,
      put: `'${name}'`,
    })),
  },
  {
    id: 'names-shared-in-init',
    sentence: 'Only the message `init` leaves out the `---` of the names.',
    edits: [
      {
        file: PROGRAMS,
        within: 'start',
        find: "[PATCH.init, ...names].join(' ')",
        put: "[PATCH.init, ...names.map((name) => name.slice(3))].join(' ')",
      },
    ],
  },
  {
    id: 'shown-without-set',
    sentence: 'Controls are shown values without `set`, so that each answers with a turn.',
    edits: [
      {
        file: 'src/amxd/circuits/panel-circuits.ts',
        within: 'feedback',
        find: "object(showBox(id), 'prepend set')",
        put: "object(showBox(id), 't l')",
      },
    ],
  },
  {
    id: 'tab-outlet',
    sentence: 'The pages hear the tab’s number instead of its word.',
    edits: [
      {
        file: 'src/amxd/circuits/pages.ts',
        find: 'WORD_OUTLET = 1',
        put: 'WORD_OUTLET = 0',
      },
    ],
  },
  {
    id: 'page-box-forgotten',
    sentence: 'The pages forget a box, so that it is to be seen on every page.',
    edits: [
      {
        file: 'src/amxd/circuits/panel-circuits.ts',
        within: 'panelCircuits',
        find: '...captionsPlaced, PAD_PLACED, TEXT_PLACED',
        put: '...captionsPlaced, TEXT_PLACED',
      },
    ],
  },
  {
    id: 'state-not-kept',
    sentence: 'The dictionary of the state is no parameter, so that the Set does not keep it.',
    edits: [
      {
        file: PROGRAMS,
        within: 'dictionaries',
        find: '`dict ${DICTIONARIES.state} @parameter_enable 1`, { ...asParameter(1), ...state }',
        put: '`dict ${DICTIONARIES.state}`, { ...asParameter(0), ...state }',
      },
    ],
  },
  {
    id: 'switch-not-heard',
    sentence: 'The v8 program does not hear that the device was switched off.',
    edits: [
      {
        file: PROGRAMS,
        within: 'start',
        find: "cord(['thisdevice', 1], 'says-enabled'), cord('says-enabled', LIVE_INLET)",
        put: "cord(['thisdevice', 1], 'says-enabled')",
      },
    ],
  },
  {
    id: 'S17',
    sentence:
      'The v8 program is told to begin inside the bang of live.thisdevice, without a deferlow between.',
    edits: [
      {
        file: PROGRAMS,
        within: 'start',
        find: "cord('start', 'start-later'), cord('start-later', 'init')",
        put: "cord('start', 'init')",
      },
      { file: PROGRAMS, within: 'start', find: "object('start-later', 'deferlow'),", put: '' },
    ],
  },
  {
    id: 'S18',
    sentence: 'The gate to Node is open from the start.',
    edits: [{ file: PROGRAMS, within: 'toNode', find: "'gate 1'", put: "'gate 1 1'" }],
  },
  {
    id: 'S24',
    sentence: 'No freebang ends the notes that sound when the device is deleted.',
    edits: [
      {
        file: 'src/amxd/circuits/player.ts',
        find: "cord('player-end', 'player-stop'),",
        put: '',
      },
    ],
  },
];
