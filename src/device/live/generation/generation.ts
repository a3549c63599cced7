// Sends requests to the Node program and delivers the answers to a clip or the grid. buttons.ts and
// paste-text.ts ask, program.ts passes answers on, and parts.ts reports when a model is ready or the process
// has ended.

import type { ClipWriter } from '../clips/clip-writer';
import type { Dictionaries } from '../host/dictionaries';
import type { NodeLink } from '../host/node-link';
import type { ModelPage } from '../pages/model-page';
import type { Panel } from '../host/panel';
import { RequestDesk, type Job, type Request } from './pending-request';
import { describeDistance, lostSentence } from './generation-sentences';
import type { LiveSettings } from '../pages/current-settings';
import type { CurrentRhythm } from '../clips/current-rhythm';
import type { MaxSide } from '../host/max-side';
import type { Fresh } from '../../state/played-take';
import {
  STARTING_RHYTHMS_KEY,
  type GenerateCommand,
  type GeneratedWireRhythm,
} from '../../protocol/payloads';
import { LIVE_OUTLETS, TO_NODE } from '../../protocol/selectors';
import { commandOf } from '../../controls/settings';
import { recipeText } from '../../state/share-text';
import { commandToAtoms } from '../../protocol/wire';

export interface GenerationOptions {
  readonly max: Pick<MaxSide, 'outlet' | 'schedule'>;
  readonly dictionaries: Dictionaries;
  readonly link: NodeLink;
  readonly models: ModelPage;
  readonly settings: LiveSettings;
  readonly currentRhythm: CurrentRhythm;
  readonly writer: ClipWriter;
  readonly panel: Pick<Panel, 'say'>;
}

export class Generation {
  private readonly desk: RequestDesk;
  private sent: GenerateCommand | undefined;

  constructor(private readonly options: GenerationOptions) {
    const { max, link, panel } = options;
    this.desk = new RequestDesk({
      schedule: max.schedule,
      send: (request) => {
        this.send(request);
      },
      onLost: (why, request) => {
        if (why === 'no_answer') link.restart();
        panel.say(lostSentence(why, request));
      },
    });
  }

  get isWaiting(): boolean {
    return this.desk.isWaiting;
  }

  get isReady(): boolean {
    const { dictionaries, link, models } = this.options;
    return dictionaries.isOpen && link.phase === 'ready' && models.isThere;
  }

  /** Sends a request as soon as the model is ready; replaces one that still waits. */
  ask(job: Job): void {
    this.desk.put(job);
    this.flush();
  }

  /** Sends the waiting request if the model is ready. */
  flush(): void {
    if (this.isReady) this.desk.flush();
  }

  /** Tells the user that a request waits for the model, and restarts a process that was given up. */
  wake(): void {
    const { link, models, panel } = this.options;
    if (link.phase === 'silent' || link.phase === 'failed') link.restart();
    if (link.phase !== 'ready') panel.say('Starting the model; the rhythm follows.');
    else if (!models.isThere) panel.say('Loading the model; the rhythm follows.');
  }

  /** The notes dictionary holds the answer to a request; a stale id is ignored. */
  answered(id: number | undefined): void {
    const { dictionaries, currentRhythm, writer, panel } = this.options;
    const request = this.desk.settle(id);
    if (!request || !this.sent) return;
    const answer = dictionaries.readAnswer();
    if (answer?.id !== request.id) {
      panel.say('The answer got lost on its way. Press Generate again.');
      return;
    }
    const { rhythms } = answer;
    const made = this.madeOf(rhythms, request, this.sent);
    if (!request.writeTarget) {
      currentRhythm.put(made[0]!);
      if (request.origin === 'generated') {
        panel.say('The new rhythm is in the grid. Press Write for a clip.');
      }
      return;
    }
    writer.deliver(request.writeTarget, made, describeDistance(rhythms));
  }

  /** Shows why a request failed; a stale id is ignored. */
  failed(id: number | undefined, sentence: string): void {
    if (this.desk.settle(id)) this.options.panel.say(sentence);
  }

  interrupted(): void {
    this.desk.interrupted();
  }

  close(): void {
    this.desk.forget();
  }

  private send({ id, settings, startingRhythms, origin, ...job }: Request): void {
    const { max, dictionaries, models, panel } = this.options;
    if (origin !== 'morphed') panel.say('Generating…');
    // The style is read again: while the request waited, another model may have changed the menu.
    const { style } = this.options.settings.current;
    const { count, only, bars } = job;
    const command = commandOf({ ...settings, style }, models.styles);
    this.sent = {
      ...command,
      count,
      ...(only === undefined ? {} : { only }),
      ...(bars === undefined ? {} : { bars }),
    };
    const atoms = commandToAtoms(this.sent);
    if (Object.keys(startingRhythms).length > 0)
      atoms.push(STARTING_RHYTHMS_KEY, dictionaries.putStartingRhythms(id, startingRhythms));
    max.outlet(LIVE_OUTLETS.node, TO_NODE.generate, id, dictionaries.notesName, ...atoms);
  }

  /** The answer as takes. They get a recipe if seed and settings alone reproduce them, that is without starting rhythms. */
  private madeOf(
    rhythms: readonly GeneratedWireRhythm[],
    { startingRhythms, origin, only = -1 }: Request,
    command: GenerateCommand,
  ): Fresh[] {
    const isSeedAll = Object.keys(startingRhythms).length === 0;
    return rhythms.map(({ seed, style, bars, hits }, index) => {
      const part = rhythms.length > 1 ? index : only;
      const recipe = isSeedAll ? recipeText({ command, part, model: this.options.models.mark }) : '';
      return { origin, seed, style, part, recipe, rhythm: { bars, hits } };
    });
  }
}
