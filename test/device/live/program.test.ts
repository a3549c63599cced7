import assert from 'node:assert/strict';
import { PLAYER_TIMES_MS } from '../../../src/device/live/clips/loop-player';
import { LiveProgram } from '../../../src/device/live/program';
import {
  DICTIONARIES,
  FROM_NODE,
  LIVE_OUTLETS,
  NODE_LIFE,
  PATCH,
  TO_CONTROLS,
  TO_NODE,
  type Atom,
} from '../../../src/device/protocol/selectors';
import { STATE_SCHEMA_VERSION } from '../../../src/device/state/state';

/** A Live in which nothing is to be found; it is enough for what passes between the models and the panel. */
class NoLive {
  /** Thrown by whatever is asked of it. */
  static fault: Error | undefined;
  readonly id = 0;
  readonly type = '';
  get(): undefined {
    if (NoLive.fault) throw NoLive.fault;
    return undefined;
  }
}

const SOFTWARE = { device: '9.9.9', max: '9.1.5', platform: 'macintosh arm64' };

/** A program after live.thisdevice, and what it says to Node and to the controls from then on. */
function started(
  stored: Readonly<Record<string, unknown>> = {},
  style = 0,
): { readonly program: LiveProgram; readonly said: () => Atom[][] } {
  let messages: Atom[][] = [];
  const program = new LiveProgram({
    outlet: (index, ...atoms) => {
      const isModels = atoms[0] === TO_CONTROLS.modelLabels || atoms[0] === TO_CONTROLS.show;
      if (index === LIVE_OUTLETS.node || (index === LIVE_OUTLETS.controls && !isModels)) messages.push(atoms);
    },
    schedule: () => () => undefined,
    now: () => 0,
    schedulerMs: () => 0,
    software: SOFTWARE,
    readDictionary: () => (key) => stored[key],
    dictionaryWriter: () => ({ isUntouched: true, write: () => undefined }),
  });
  program.receive(PATCH.control, ['style', style]);
  program.receive(PATCH.init, Object.values(DICTIONARIES));
  const said = (): Atom[][] => {
    const since = messages;
    messages = [];
    return since;
  };
  return { program, said };
}

const EMBEDDED = ['house', 'build', 'm1', 'house', 'techno'];
const OTHER = ['mine', 'build', 'm2', 'disco', 'dub', 'techno'];

describe('the program in Live', () => {
  const globals = globalThis as { LiveAPI?: unknown };
  before(() => {
    globals.LiveAPI = NoLive;
  });
  after(() => {
    delete globals.LiveAPI;
  });

  it("keeps the style menu through a restart, because fewer words in between would shift the player's choice", () => {
    const { program, said } = started();
    program.receive(FROM_NODE.ready, EMBEDDED);
    program.receive(PATCH.loadModel, ['/models/mine']);
    program.receive(FROM_NODE.ready, OTHER);
    assert.deepEqual(said(), [
      [TO_NODE.loadModel, '/models/mine'],
      [TO_CONTROLS.styleLabels, 'Disco', 'Dub', 'Techno'],
      [TO_CONTROLS.style, 0],
    ]);
    program.receive(PATCH.lifecycle, [NODE_LIFE.terminated, 'error']);
    program.receive(FROM_NODE.ready, EMBEDDED);
    program.receive(FROM_NODE.ready, OTHER);
    assert.deepEqual(said(), [[TO_NODE.loadModel, '/models/mine']]);
  });

  it('shows the styles of the embedded model again when that is the one left', () => {
    const { program, said } = started();
    program.receive(FROM_NODE.ready, EMBEDDED);
    program.receive(PATCH.loadModel, ['/models/mine']);
    program.receive(FROM_NODE.ready, OTHER);
    program.receive(PATCH.lifecycle, [NODE_LIFE.terminated, 'error']);
    program.receive(FROM_NODE.ready, EMBEDDED);
    said();
    program.receive(FROM_NODE.failed, [0, 'model_not_found', 'There is no model.json in /models/mine.']);
    assert.deepEqual(said(), [
      [TO_CONTROLS.styleLabels, 'House', 'Techno'],
      [TO_CONTROLS.style, 0],
    ]);
  });

  it('keeps the chosen style by its name when another model has it in another place', () => {
    const { program, said } = started();
    program.receive(FROM_NODE.ready, EMBEDDED);
    program.receive(PATCH.control, ['style', 1]);
    program.receive(PATCH.loadModel, ['/models/mine']);
    program.receive(FROM_NODE.ready, OTHER);
    assert.deepEqual(said().at(-1), [TO_CONTROLS.style, 2]);
  });

  it("reads the style that a Set has kept as a place in that model's own list of styles", () => {
    const { program, said } = started({ schemaVersion: STATE_SCHEMA_VERSION, modelPath: '/models/mine' }, 1);
    program.receive(FROM_NODE.ready, EMBEDDED);
    program.receive(FROM_NODE.ready, OTHER);
    assert.deepEqual(said(), [
      [TO_NODE.loadModel, '/models/mine'],
      [TO_CONTROLS.styleLabels, 'Disco', 'Dub', 'Techno'],
      [TO_CONTROLS.style, 1],
    ]);
  });

  it('finds the style of a Set by its name where the state tells it, wherever Live has put the menu', () => {
    const state = { schemaVersion: STATE_SCHEMA_VERSION, modelPath: '/models/mine', style: 'techno' };
    const { program, said } = started(state, 1);
    program.receive(FROM_NODE.ready, EMBEDDED);
    program.receive(FROM_NODE.ready, OTHER);
    assert.deepEqual(said().at(-1), [TO_CONTROLS.style, 2]);
  });

  it('finds it by name in the model of the device too, since a later one may have its styles in other places', () => {
    const { program, said } = started({ schemaVersion: STATE_SCHEMA_VERSION, style: 'techno' }, 0);
    program.receive(FROM_NODE.ready, EMBEDDED);
    assert.deepEqual(said().at(-1), [TO_CONTROLS.style, 1]);
  });

  it('goes by the place where the model has no style of that name any more', () => {
    const state = { schemaVersion: STATE_SCHEMA_VERSION, modelPath: '/models/mine', style: 'polka' };
    const { program, said } = started(state, 1);
    program.receive(FROM_NODE.ready, EMBEDDED);
    program.receive(FROM_NODE.ready, OTHER);
    assert.deepEqual(said().at(-1), [TO_CONTROLS.style, 1]);
  });

  it('lets the user choose another style while the model of the Set is still loading', () => {
    const state = { schemaVersion: STATE_SCHEMA_VERSION, modelPath: '/models/mine', style: 'dub' };
    const { program, said } = started(state, 1);
    program.receive(FROM_NODE.ready, EMBEDDED);
    program.receive(PATCH.control, ['style', 1]);
    program.receive(FROM_NODE.ready, OTHER);
    assert.deepEqual(said().at(-1), [TO_CONTROLS.style, 2], 'the menu still showed House and Techno');
  });

  it('says on the status line what failed in a timer, where nobody would hear of it otherwise', () => {
    const due: (() => void)[] = [];
    const status: Atom[] = [];
    const program = new LiveProgram({
      outlet: (index, ...atoms) => {
        if (index === LIVE_OUTLETS.script) throw new Error('node.script is gone');
        if (index === LIVE_OUTLETS.status) status.push(...atoms);
      },
      schedule: (_, action) => {
        due.push(action);
        return () => undefined;
      },
      now: () => 0,
      schedulerMs: () => 0,
      software: SOFTWARE,
      readDictionary: () => () => undefined,
      dictionaryWriter: () => ({ isUntouched: true, write: () => undefined }),
    });
    program.receive(PATCH.init, Object.values(DICTIONARIES));
    program.receive(PATCH.lifecycle, [NODE_LIFE.terminated, 'error']);
    due.at(-1)!();
    assert.equal(status.at(-1), 'Live said no: node.script is gone');
  });

  it('stops playing after a fault of Live, which it reports once, until Play is switched on again', () => {
    let due: (() => void)[] = [];
    const status: Atom[] = [];
    const program = new LiveProgram({
      outlet: (index, ...atoms) => {
        if (index === LIVE_OUTLETS.status) status.push(...atoms);
      },
      schedule: (delayMs, action) => {
        if (delayMs === PLAYER_TIMES_MS.look) due.push(action);
        return () => undefined;
      },
      now: () => 0,
      schedulerMs: () => 0,
      software: SOFTWARE,
      readDictionary: () => () => undefined,
      dictionaryWriter: () => ({ isUntouched: true, write: () => undefined }),
    });
    const look = (): void => {
      const now = due;
      due = [];
      for (const action of now) action();
    };
    program.receive(PATCH.init, Object.values(DICTIONARIES));
    program.receive(PATCH.control, ['play', 1]);
    look();
    assert.equal(due.length, 1);
    NoLive.fault = new Error('the Set is gone');
    try {
      for (let times = 0; times < 3; times++) look();
    } finally {
      NoLive.fault = undefined;
    }
    assert.deepEqual(
      status.filter((sentence) => String(sentence).startsWith('Live said no')),
      ['Live said no: the Set is gone'],
    );
    assert.equal(due.length, 0);
    program.receive(PATCH.control, ['play', 0]);
    program.receive(PATCH.control, ['play', 1]);
    assert.equal(due.length, 1);
  });

  it('opens the dialog for a model on a press, and not on what Live restores before or after its start', () => {
    const { program, said } = started();
    program.receive(PATCH.control, ['loadModel', 0]);
    assert.deepEqual(said(), []);
    program.receive(PATCH.control, ['loadModel', 'bang']);
    assert.deepEqual(said(), [[TO_CONTROLS.askFolder]]);
  });
});
