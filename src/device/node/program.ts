// The Node program: holds the model, answers one request at a time, and changes the model when told to.
// Started by main.ts and the bench's programs. Knows nothing of Live; reaches Max only through MaxPort.

import type { Engine } from '../../engine/engine';
import type { ModelFiles } from '../../engine/network/model-files';
import { parseRequest } from '../../engine/request/request';
import type { MaxPort } from './max-port';
import { Failure, failureOf } from './failure';
import { generateRhythms } from './generate';
import { nativePath, readModelFolder } from './model-folder';
import { NewestOnlyQueue } from './newest-only-queue';
import { startingRhythmsFromDictionary } from '../protocol/starting-rhythms';
import type { FailureCode } from '../protocol/codes';
import { STARTING_RHYTHMS_KEY, type StartingRhythms } from '../protocol/payloads';
import { FROM_NODE, NO_REQUEST, TO_NODE, type Atom, type SelectorOf } from '../protocol/selectors';
import { answerToDictionary, asNumber, asWord, atomsToRecord } from '../protocol/wire';

export interface NodeProgramOptions {
  readonly embedded: ModelFiles;
  readonly load: (files: ModelFiles) => Promise<Engine>;
  /** A short mark of what the program was built from, sent with `ready`. */
  readonly build: string;
  /** The version of what runs the program, for a report. */
  readonly engine?: string;
  /** Puts a text on the clipboard and tells whether it is there; never rejects. Without it, no text ever is. */
  readonly copy?: (text: string) => Promise<boolean>;
}

/** Digits of the weights' hash by which the text of a rhythm names its model. */
const MARK_DIGITS = 8;

/**
 * Loads the embedded model, warms it up, listens, and only then says ready: Max drops messages to a script that has no
 * handler yet. No message can end the program.
 */
export async function startNodeProgram(max: MaxPort, options: NodeProgramOptions): Promise<void> {
  const program = new NodeProgram(max, options);
  await program.start();
}

class NodeProgram {
  private engine: Engine | undefined;
  /** Settled when no model is being loaded: requests wait for it, so that a chosen model answers all that follow. */
  private loading: Promise<void> = Promise.resolve();
  /** Typed so that no selector can be forgotten. */
  private readonly handlers: Readonly<
    Record<SelectorOf<typeof TO_NODE>, (args: readonly unknown[]) => void>
  > = {
    [TO_NODE.generate]: (args) => {
      this.takeRequest(args);
    },
    [TO_NODE.loadModel]: (args) => {
      this.takeModel(args.join(' '));
    },
    [TO_NODE.copy]: (args) => {
      void this.copy(args.join(' '));
    },
  };
  private readonly requests = new NewestOnlyQueue();
  private readonly models = new NewestOnlyQueue();

  constructor(
    private readonly max: MaxPort,
    private readonly options: NodeProgramOptions,
  ) {}

  async start(): Promise<void> {
    try {
      this.engine = await this.loadWarm(this.options.embedded);
    } catch (error) {
      await this.fail(NO_REQUEST, failureOf(error, 'model_unreadable'));
    }
    for (const [selector, handler] of Object.entries(this.handlers)) {
      this.max.addHandler(selector, (...args) => {
        handler(args);
      });
    }
    if (this.options.engine !== undefined) await this.max.outlet(FROM_NODE.engine, this.options.engine);
    if (this.engine) await this.sayReady(this.engine);
  }

  private takeRequest([idAtom, dictAtom, ...atoms]: readonly unknown[]): void {
    const id = asNumber(idAtom);
    const dictionary = asWord(dictAtom);
    if (id === undefined || dictionary === undefined) {
      void this.fail(NO_REQUEST, new Failure('bad_request', 'A request came without its number.'));
      return;
    }
    this.requests.put({
      run: () =>
        this.answering(id, 'generation_failed', async () => {
          await this.loading;
          if (!this.engine) throw new Failure('not_ready', 'No model is loaded. Choose one.');
          const { [STARTING_RHYTHMS_KEY]: name, ...words } = atomsToRecord(atoms);
          const startingRhythms = await this.startingRhythmsIn(asWord(name), id);
          const rhythms = generateRhythms(this.engine, words, startingRhythms);
          await this.max.setDict(dictionary, answerToDictionary({ id, rhythms }));
          await this.max.outlet(FROM_NODE.notesReady, id, dictionary);
        }),
      superseded: () => {
        void this.fail(id, new Failure('superseded', 'A newer request replaced this one.'));
      },
    });
  }

  private async startingRhythmsIn(dictionary: string | undefined, id: number): Promise<StartingRhythms> {
    if (dictionary === undefined) return {};
    const content = await this.max.getDict(dictionary);
    const startingRhythms = startingRhythmsFromDictionary(id, (key) => content[key]);
    if (!startingRhythms) throw new Failure('superseded', 'A newer request replaced this one.');
    return startingRhythms;
  }

  private takeModel(maxPath: string): void {
    this.models.put({
      run: () => {
        this.loading = this.answering(NO_REQUEST, 'model_unreadable', async () => {
          await this.max.outlet(FROM_NODE.status, 'Loading the model…');
          const engine = await this.loadWarm(await this.filesAt(maxPath));
          this.engine?.dispose();
          this.engine = engine;
          await this.sayReady(engine);
        });
        return this.loading;
      },
      superseded: () => undefined, // the newer choice reports for both
    });
  }

  private async copy(text: string): Promise<void> {
    const isThere = (await this.options.copy?.(text)) ?? false;
    try {
      await this.max.outlet(FROM_NODE.copied, isThere ? 1 : 0);
    } catch {
      // Max is gone: there is nobody left to tell.
    }
  }

  private async filesAt(maxPath: string): Promise<ModelFiles> {
    if (maxPath === '') return this.options.embedded;
    try {
      return await readModelFolder(nativePath(maxPath));
    } catch (error) {
      throw failureOf(error, 'model_not_found');
    }
  }

  /** Makes one rhythm after loading: the first pass compiles what later ones reuse. */
  private async loadWarm(files: ModelFiles): Promise<Engine> {
    const engine = await this.options.load(files);
    const style = engine.card.styles[0]!.name;
    engine.generate(parseRequest({ seed: 0, style, bars: 2 }, engine.card));
    return engine;
  }

  private async sayReady(engine: Engine): Promise<void> {
    const { name, styles, weightsSha256 } = engine.card;
    // The letter keeps Max from reading a mark of digits as a number.
    const mark = `m${weightsSha256.slice(0, MARK_DIGITS)}`;
    await this.max.outlet(
      FROM_NODE.ready,
      name,
      this.options.build,
      mark,
      ...styles.map((style) => style.name),
    );
  }

  private async answering(id: number, code: FailureCode, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.fail(id, failureOf(error, code));
    }
  }

  private async fail(id: number, failure: Failure): Promise<void> {
    const message: Atom[] = [FROM_NODE.failed, id, failure.code, failure.message];
    try {
      await this.max.outlet(...message);
    } catch {
      // Max is gone: there is nobody left to tell.
    }
  }
}
