import assert from 'node:assert/strict';
import type { Engine, GeneratedRhythm } from '../../../src/engine/engine';
import type { GenerationRequest } from '../../../src/engine/request/request';
import type { ModelFiles } from '../../../src/engine/network/model-files';
import { startNodeProgram, type NodeProgramOptions } from '../../../src/device/node/program';
import type { MaxPort } from '../../../src/device/node/max-port';
import { nativePath } from '../../../src/device/node/model-folder';
import { FAILURE_CODES } from '../../../src/device/protocol/codes';
import { FROM_NODE, TO_NODE, type Atom } from '../../../src/device/protocol/selectors';
import { answerFromDictionary, commandToAtoms, type FlatDictionary } from '../../../src/device/protocol/wire';
import { patternFromHits } from '../../../src/rhythm/pattern';
import { tinyCard } from '../../support/tiny-model';
import { withTinyModelFolder } from '../support/frozen-device';

const NO_FILES: ModelFiles = {
  topology: new Uint8Array(),
  weights: new Uint8Array(),
  card: new Uint8Array(),
};

const COMMAND = {
  seed: 7,
  count: 1,
  style: 'house',
  bars: 2,
  density: 0.5,
  variation: 0.4,
  swing: 0.15,
  humanise: 0.5,
  temperature: 1,
  styleStrength: 1,
  fill: 0.4,
} as const;

/** The mark of the fake engine's card, whose weights are no bytes: the beginning of their SHA-256. */
const MARK = 'me3b0c442';

/** Max as the program sees it: handlers to call, and everything that came out. */
class FakeMax implements MaxPort {
  readonly sent: Atom[][] = [];
  readonly dictionaries = new Map<string, FlatDictionary>();
  private readonly handlers = new Map<string, (...args: readonly unknown[]) => void>();

  addHandler(selector: string, handler: (...args: readonly unknown[]) => void): void {
    this.handlers.set(selector, handler);
  }

  outlet(...atoms: Atom[]): Promise<void> {
    this.sent.push(atoms);
    return Promise.resolve();
  }

  getDict(name: string): Promise<FlatDictionary> {
    const content = this.dictionaries.get(name);
    return content ? Promise.resolve(content) : Promise.reject(new Error(`There is no dictionary ${name}.`));
  }

  setDict(name: string, content: FlatDictionary): Promise<void> {
    this.dictionaries.set(name, content);
    return Promise.resolve();
  }

  send(selector: string, ...args: readonly unknown[]): void {
    this.handlers.get(selector)!(...args);
  }

  get selectors(): unknown[] {
    return this.sent.map(([selector]) => selector);
  }
}

interface FakeEngine extends Engine {
  readonly requests: GenerationRequest[];
  isDisposed: boolean;
}

/** An engine whose rhythm says which seed made it, up to a number of different rhythms. */
function fakeEngine(differentRhythms = 1000): FakeEngine {
  const requests: GenerationRequest[] = [];
  const engine: FakeEngine = {
    card: tinyCard(new Uint8Array(), new Uint8Array()),
    backend: 'cpu',
    requests,
    isDisposed: false,
    generate(request): GeneratedRhythm {
      if (request.seed === 666) throw new Error('The generator broke.');
      requests.push(request);
      const step = (request.seed % differentRhythms) % 16;
      const voice = Math.floor((request.seed % differentRhythms) / 16) % 12;
      const pattern = patternFromHits(request.bars, [{ step, voice, velocity: 1, offset: 0.25 }]);
      return { pattern, seed: request.seed, style: request.style, bars: request.bars, tempoBpm: 124 };
    },
    variations: (request, count) =>
      Array.from({ length: count }, (_, at) => engine.generate({ ...request, seed: request.seed + at })),
    invert: () => assert.fail('Nothing is inverted here.'),
    morph: () => assert.fail('Nothing is morphed here.'),
    unchosen: () => assert.fail('Nothing is measured here.'),
    dispose() {
      engine.isDisposed = true;
    },
  };
  return engine;
}

async function started(
  engine: Engine = fakeEngine(),
  load: (files: ModelFiles) => Promise<Engine> = () => Promise.resolve(engine),
  more: Partial<NodeProgramOptions> = {},
): Promise<FakeMax> {
  const max = new FakeMax();
  await startNodeProgram(max, { embedded: NO_FILES, load, build: 'abc123', ...more });
  return max;
}

/** Long enough for everything that waits for a turn of the event loop. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** For what reads files, which takes as long as the machine is busy; the time limit of the test ends a wait in vain. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await rest();
}

describe('the Node program', () => {
  it('says ready only once it listens and is warm, because Max drops messages to a script without handlers', async () => {
    const engine = fakeEngine();
    const max = await started(engine);
    assert.deepEqual(max.sent, [[FROM_NODE.ready, 'tiny', 'abc123', MARK, 'house', 'techno']]);
    assert.equal(engine.requests.length, 1);
  });

  it('tells which Node runs it, and before it says ready, so that a report can name it', async () => {
    const max = await started(fakeEngine(), undefined, { engine: 'v24.0.0' });
    assert.deepEqual(max.selectors, [FROM_NODE.engine, FROM_NODE.ready]);
    assert.deepEqual(max.sent[0], [FROM_NODE.engine, 'v24.0.0']);
  });

  it('copies a text as it comes, and says whether it could', async () => {
    const copied: string[] = [];
    for (const isThere of [true, false]) {
      const copy = (text: string): Promise<boolean> => {
        copied.push(text);
        return Promise.resolve(isThere);
      };
      const max = await started(fakeEngine(), undefined, { copy });
      max.send(TO_NODE.copy, 'Fourfloor 9 · “…” | a; b, c');
      await rest();
      assert.deepEqual(max.sent.at(-1), [FROM_NODE.copied, isThere ? 1 : 0]);
    }
    assert.deepEqual(copied, ['Fourfloor 9 · “…” | a; b, c', 'Fourfloor 9 · “…” | a; b, c']);
  });

  it('answers by id through the dictionary that the request names', async () => {
    const max = await started();
    max.send(TO_NODE.generate, 12, 'u1-notes', ...commandToAtoms(COMMAND));
    await rest();
    assert.deepEqual(max.sent.at(-1), [FROM_NODE.notesReady, 12, 'u1-notes']);
    const content = max.dictionaries.get('u1-notes')!;
    assert.deepEqual(
      answerFromDictionary((key) => content[key]),
      {
        id: 12,
        rhythms: [{ seed: 7, style: 'house', bars: 2, tempo: 124, hits: [7, 0, 127, 30] }],
      },
    );
  });

  it('takes the controls by name, so that no two numbers can change places', async () => {
    const engine = fakeEngine();
    const max = await started(engine);
    const pairs = Object.entries(COMMAND).reverse().flat();
    max.send(TO_NODE.generate, 1, 'd', ...pairs);
    await rest();
    const asked = Object.fromEntries(
      Object.entries(engine.requests.at(-1)!).filter(([name]) => name in COMMAND),
    );
    assert.deepEqual({ ...asked, count: 1 }, COMMAND);
  });

  it('answers a fill with different rhythms even where two seeds give the same one', async () => {
    const max = await started(fakeEngine(5));
    max.send(TO_NODE.generate, 1, 'd', ...commandToAtoms({ ...COMMAND, seed: 3, count: 5 }));
    await rest();
    const answer = answerFromDictionary((key) => max.dictionaries.get('d')![key])!;
    assert.equal(new Set(answer.rhythms.map(({ hits }) => hits.join())).size, 5);
  });

  it('answers the newest of several waiting requests and says that the others are superseded', async () => {
    const engine = fakeEngine();
    const max = await started(engine);
    for (const id of [1, 2, 3]) {
      max.send(TO_NODE.generate, id, 'd', ...commandToAtoms({ ...COMMAND, seed: id }));
    }
    await rest();
    assert.deepEqual(
      max.sent.slice(1).map((atoms) => atoms.slice(0, 3)),
      [
        [FROM_NODE.failed, 1, 'superseded'],
        [FROM_NODE.failed, 2, 'superseded'],
        [FROM_NODE.notesReady, 3, 'd'],
      ],
    );
    assert.deepEqual(
      engine.requests.slice(1).map(({ seed }) => seed),
      [3],
    );
  });

  const malformed: readonly (readonly [title: string, args: readonly unknown[]])[] = [
    ['nothing', []],
    ['no id', ['x', 'd', 'seed', 1]],
    ['no controls', [1, 'd']],
    ['an odd number of words', [1, 'd', 'seed']],
    ['an unknown style', [1, 'd', ...commandToAtoms({ ...COMMAND, style: 'polka' })]],
    ['a length that there is not', [1, 'd', ...commandToAtoms({ ...COMMAND, bars: 3 })]],
    ['too many rhythms', [1, 'd', ...commandToAtoms({ ...COMMAND, count: 4000 })]],
    ['a key that there is not', [1, 'd', ...commandToAtoms(COMMAND), 'colour', 3]],
    ['a dictionary in place of a number', [{ a: 1 }, 'd', 'seed', { b: 2 }]],
    ['a seed that breaks the generator', [1, 'd', ...commandToAtoms({ ...COMMAND, seed: 666 })]],
  ];
  for (const [title, args] of malformed) {
    it(`answers ${title} with a code and a sentence, and goes on`, async () => {
      const max = await started();
      max.send(TO_NODE.generate, ...args);
      await rest();
      const [selector, , code, sentence] = max.sent.at(-1)!;
      assert.equal(selector, FROM_NODE.failed);
      assert.ok(FAILURE_CODES.some((known) => known === code));
      assert.match(String(sentence), /^[A-Z].*\.$/);
      max.send(TO_NODE.generate, 2, 'd', ...commandToAtoms(COMMAND));
      await rest();
      assert.deepEqual(max.sent.at(-1), [FROM_NODE.notesReady, 2, 'd']);
    });
  }

  it('loads another model from a folder and frees the one before', async () => {
    const engines = [fakeEngine(), fakeEngine()];
    let loads = 0;
    const max = await started(engines[0], () => Promise.resolve(engines[loads++]!));
    await withTinyModelFolder(async (folder) => {
      max.send(TO_NODE.loadModel, folder);
      await until(() => max.selectors.length === 3);
    });
    assert.deepEqual(max.selectors, [FROM_NODE.ready, FROM_NODE.status, FROM_NODE.ready]);
    assert.deepEqual([engines[0]?.isDisposed, engines[1]?.isDisposed], [true, false]);
  });

  it('asks the model that was chosen before the request, even while that is still loading', async () => {
    const engines = [fakeEngine(), fakeEngine()];
    let loads = 0;
    const max = await started(engines[0], async () => {
      await rest();
      return engines[loads++]!;
    });
    await withTinyModelFolder(async (folder) => {
      max.send(TO_NODE.loadModel, folder);
      max.send(TO_NODE.generate, 1, 'd', ...commandToAtoms(COMMAND));
      await until(() => max.selectors.includes(FROM_NODE.notesReady));
    });
    assert.deepEqual(max.sent.at(-1), [FROM_NODE.notesReady, 1, 'd']);
    assert.equal(engines[1]!.requests.at(-1)?.seed, COMMAND.seed);
  });

  it('keeps the model it has when a folder holds none, and says what is missing', async () => {
    const engine = fakeEngine();
    const max = await started(engine);
    max.send(TO_NODE.loadModel, '/nowhere/at', 'all');
    await rest();
    const [selector, id, code, sentence] = max.sent.at(-1)!;
    assert.deepEqual([selector, id, code], [FROM_NODE.failed, 0, 'model_not_found']);
    assert.match(String(sentence), /model\.json in \/nowhere\/at all/);
    assert.equal(engine.isDisposed, false);
  });

  it('says why the embedded model does not load, and answers requests by saying that it has none', async () => {
    const max = await started(fakeEngine(), () => Promise.reject(new Error('weights.bin is damaged.')));
    assert.deepEqual(max.sent, [[FROM_NODE.failed, 0, 'model_unreadable', 'weights.bin is damaged.']]);
    max.send(TO_NODE.generate, 1, 'd', ...commandToAtoms(COMMAND));
    await rest();
    assert.equal(max.sent.at(-1)![2], 'not_ready');
  });

  it("reads Max's own notation of a path, which names the disk where macOS does not", () => {
    const none = (): boolean => false;
    assert.equal(nativePath('Macintosh HD:/Users/me/My model', none), '/Users/me/My model');
    assert.equal(
      nativePath('Samples:/models/a', () => true),
      '/Volumes/Samples/models/a',
    );
    assert.equal(nativePath('/Users/me/model', none), '/Users/me/model');
    assert.match(nativePath('C:/Users/me/model', none), /^C:/);
  });
});
