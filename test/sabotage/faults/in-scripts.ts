import type { NamedFault } from './fault';

const MAIN = 'src/device/live/main.ts';
const DICTIONARY = 'src/device/live/host/dictionary.ts';
const GENERATION = 'src/device/live/generation/generation.ts';

/** Faults of the scripts towards Max and Node: what v8 lacks, dictionaries, requests, processes. */
export const SCRIPT_FAULTS: readonly NamedFault[] = [
  {
    id: 'live-too-early',
    sentence: 'A LiveAPI is made while the script loads, when Live is not there yet.',
    edits: [
      {
        file: MAIN,
        find: 'const program = new LiveProgram({',
        put: "export const song = new LiveAPI('live_set');\nconst program = new LiveProgram({",
      },
    ],
  },
  {
    id: 'set-changed-by-observer',
    sentence: 'The Set is changed inside the callback of an observer.',
    edits: [
      {
        file: 'src/device/live/program.ts',
        within: 'init',
        find: 'if (isFirst) player.setOn(settings.current.play === 1);',
        put: `if (isFirst) {
      const watched: LiveAPI = new (LiveAPI as new (...given: unknown[]) => LiveAPI)((args: unknown[]) => {
        if (args[0] === 'tempo') new LiveAPI('live_set').set('tempo', 121);
      }, 'live_set');
      (watched as { property?: string }).property = 'tempo';
      player.setOn(settings.current.play === 1);
    }`,
      },
    ],
  },
  {
    id: 'stale-keys',
    sentence: 'Keys of a dictionary that the new content lacks stay in it.',
    edits: [
      {
        file: DICTIONARY,
        within: 'write',
        find: 'if (!isWritten(content[key])) dictionary.remove(key);',
        put: 'if (!isWritten(content[key])) continue;',
      },
    ],
  },
  {
    id: 'stale-answer',
    sentence: 'An answer counts whatever request it is of.',
    edits: [
      {
        file: 'src/device/live/generation/pending-request.ts',
        within: 'afterEvent',
        find: 'event.id !== request.id || sends === 0',
        put: 'sends === 0',
      },
    ],
  },
  {
    id: 'set-timeout',
    sentence: 'The v8 program waits with setTimeout, which Max does not have.',
    edits: [
      {
        file: 'src/device/live/host/timers.ts',
        within: 'taskTimers',
        find: 'timer.task.schedule(delayMs);',
        put: 'setTimeout(due, delayMs);',
      },
    ],
  },
  {
    id: 'console-log',
    sentence: 'The v8 program writes to a console, which Max does not have.',
    edits: [
      {
        file: 'src/device/live/program.ts',
        within: 'ready',
        find: 'models.loaded(words);',
        put: 'console.log(words.length); models.loaded(words);',
      },
    ],
  },
  {
    id: 'S06a',
    sentence: 'The path of a model is split at its spaces, so that two of them come back as one.',
    edits: [
      {
        file: 'src/device/live/pages/model-page.ts',
        within: 'proceed',
        find: '...(path === EMBEDDED ? [] : [path])',
        put: '...(path === EMBEDDED ? [] : path.split(/ +/))',
      },
    ],
  },
  {
    id: 'S06b',
    sentence: 'The labels of styles are split at their spaces, so that the menu has too many entries.',
    edits: [
      {
        file: 'src/device/live/host/panel.ts',
        within: 'showStyles',
        find: '...styles.map(styleLabel)',
        put: "...styles.flatMap((style) => styleLabel(style).split(' '))",
      },
    ],
  },
  {
    id: 'S07',
    sentence:
      'The morph pad is told by a word that it does not know, so that its dot and corners never change.',
    edits: [
      {
        file: 'src/device/live/host/panel.ts',
        within: 'showPad',
        find: 'outlet(LIVE_OUTLETS.pad, TO_PAD.place,',
        put: "outlet(LIVE_OUTLETS.pad, 'point',",
      },
    ],
  },
  {
    id: 'S12',
    sentence: 'The first write to a dictionary does not clear what is in it.',
    edits: [{ file: DICTIONARY, within: 'write', find: 'if (!last) dictionary.clear();', put: '' }],
  },
  {
    id: 'S13b',
    sentence: 'What the dictionary holds is taken for the answer, whatever request it is of.',
    edits: [
      {
        file: GENERATION,
        within: 'answered',
        find: 'answer?.id === action.request.id',
        put: 'answer',
      },
    ],
  },
  {
    id: 'S20',
    sentence: 'A script uses toSorted, which Max’s v8 does not have.',
    edits: [
      {
        file: 'src/device/notes/clip-notes.ts',
        within: 'separated',
        find: '[...notes].sort(',
        put: '[...notes].toSorted(',
      },
    ],
  },
  {
    id: 'S21',
    sentence: 'Max’s outlet is called by apply, which has brought Live down.',
    edits: [
      {
        file: MAIN,
        within: 'outlet',
        find: 'outlet(index, atoms);',
        put: 'outlet.apply(null, [index, atoms]);',
      },
    ],
  },
  {
    id: 'S23',
    sentence: 'The v8 program does not hear that its device is being deleted.',
    edits: [
      {
        file: MAIN,
        find: 'export function notifydeleted(): void',
        put: 'export function deleted(): void',
      },
    ],
  },
  {
    id: 'S26',
    sentence: 'The Node program stays when Max closes its channel or asks it to leave.',
    edits: [
      {
        file: 'src/device/node/main.ts',
        find: `process.once('SIGTERM', leave);
          process.once('SIGINT', leave);
          process.once('disconnect', leave);`,
        put: `for (const end of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(end, () => undefined);
          void leave;
          setInterval(() => undefined, 1000);`,
      },
    ],
  },
];
