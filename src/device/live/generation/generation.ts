// Sends requests to the Node program and delivers the answers to a clip or the grid. buttons.ts and
// paste-text.ts ask, program.ts passes answers on, and parts.ts reports when a model is ready or the process
// has ended.

import type { ClipWriter } from '../clips/clip-writer';
import type { Dictionaries } from '../host/dictionaries';
import type { NodeLink } from '../host/node-link';
import type { ModelPage } from '../pages/model-page';
import type { Panel } from '../host/panel';
import {
  afterEvent,
  answerTimeoutMs,
  NOTHING_PENDING,
  type Job,
  type Request,
  type RequestAction,
  type RequestEvent,
} from './pending-request';
import { describeDistance, lostSentence } from './generation-sentences';
import type { LiveSettings } from '../pages/current-settings';
import type { CurrentRhythm } from '../clips/current-rhythm';
import type { MaxSide } from '../host/max-side';
import { ownTakeWith, takeOf, type PlayingNow, type TakeDescription } from '../../state/played-take';
import type { Take } from '../../state/history';
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
  readonly dictionaries: Pick<Dictionaries, 'isOpen' | 'notesName' | 'readAnswer' | 'putStartingRhythms'>;
  readonly link: Pick<NodeLink, 'phase' | 'restart'>;
  readonly models: Pick<ModelPage, 'isThere' | 'styles' | 'mark'>;
  readonly settings: Pick<LiveSettings, 'current'>;
  readonly currentRhythm: Pick<CurrentRhythm, 'put' | 'playing'>;
  readonly writer: Pick<ClipWriter, 'deliver'>;
  readonly panel: Pick<Panel, 'say'>;
}

export class Generation {
  private pending = NOTHING_PENDING;
  private command: GenerateCommand | undefined;
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly options: GenerationOptions) {}

  get isWaiting(): boolean {
    return this.pending.request !== undefined;
  }

  get isReady(): boolean {
    const { dictionaries, link, models } = this.options;
    return dictionaries.isOpen && link.phase === 'ready' && models.isThere;
  }

  /** Sends a request as soon as the model is ready, and says why if that is not now; replaces one that still waits. */
  ask(job: Job): void {
    this.handle({ type: 'asked', job });
    this.modelReady();
    if (!this.isReady) this.sayWhatItWaitsFor();
  }

  /** The model may have become ready: a request that waits for it is sent. */
  modelReady(): void {
    if (this.isReady) this.handle({ type: 'modelReady' });
  }

  /** The notes dictionary holds the answer to a request; a stale id is ignored. */
  answered(id: number | undefined): void {
    const action = this.handle({ type: 'answered', id });
    if (action.type !== 'finish') return;
    const answer = this.options.dictionaries.readAnswer();
    if (answer?.id === action.request.id) this.deliver(action.request, answer.rhythms);
    else this.options.panel.say('The answer got lost on the way. Press Generate again.');
  }

  /** Shows why a request failed; a stale id is ignored. */
  failed(id: number | undefined, sentence: string): void {
    const action = this.handle({ type: 'answered', id });
    if (action.type === 'finish') this.options.panel.say(sentence);
  }

  processEnded(): void {
    this.handle({ type: 'processEnded' });
  }

  close(): void {
    this.handle({ type: 'closed' });
  }

  private handle(event: RequestEvent): RequestAction {
    const { link, panel, max } = this.options;
    const { pending, action } = afterEvent(this.pending, event);
    this.pending = pending;
    if (!pending.isSent) {
      this.cancelTimer?.();
      this.cancelTimer = undefined;
    }
    if (action.type === 'send') {
      this.cancelTimer = max.schedule(answerTimeoutMs(action.request), () => {
        this.handle({ type: 'timedOut' });
      });
      this.send(action.request);
    } else if (action.type === 'giveUp') {
      if (action.why === 'no_answer') link.restart();
      panel.say(lostSentence(action.why, action.request));
    }
    return action;
  }

  /** The only place where a request leaves for Node. */
  private send(request: Request): void {
    const { id, settings, startingRhythms, origin, count, only, bars, writeTarget } = request;
    const { max, dictionaries, models, panel } = this.options;
    if (origin !== 'morphed') panel.say(['Generating…', ...(writeTarget?.misfits ?? [])].join(' '));
    // The style is read again: while the request waited, another model may have changed the menu.
    const { style } = this.options.settings.current;
    const command: GenerateCommand = {
      ...commandOf({ ...settings, style }, models.styles),
      count,
      ...(only === undefined ? {} : { only }),
      ...(bars === undefined ? {} : { bars }),
    };
    this.command = command;
    const atoms = commandToAtoms(command);
    if (Object.keys(startingRhythms).length > 0) {
      atoms.push(STARTING_RHYTHMS_KEY, dictionaries.putStartingRhythms(id, startingRhythms));
    }
    max.outlet(LIVE_OUTLETS.node, TO_NODE.generate, id, dictionaries.notesName, ...atoms);
  }

  /** Puts the rhythms of an answer where the request wanted them. */
  private deliver(request: Request, rhythms: readonly GeneratedWireRhythm[]): void {
    const { currentRhythm, writer, panel } = this.options;
    const descriptions = this.descriptionsOf(rhythms, request);
    const { among } = request;
    const takesIn = (playing: PlayingNow): Take[] =>
      rhythms.map(({ bars, hits }, at) => {
        const rhythm = { bars, hits };
        return among
          ? ownTakeWith(among.take, { voices: among.voices, rhythm }, playing)
          : takeOf(rhythm, descriptions[at]!, playing);
      });
    if (request.writeTarget) {
      const { tempo } = rhythms[0]!;
      writer.deliver(request.writeTarget, takesIn, { remark: describeDistance(rhythms), tempoBpm: tempo });
      return;
    }
    currentRhythm.put(takesIn(currentRhythm.playing)[0]!);
    if (request.origin === 'generated')
      panel.say('The new rhythm is in the grid. Press Write to put it in a clip.');
  }

  /** They get a recipe if seed and settings alone reproduce them, that is without starting rhythms. */
  private descriptionsOf(
    rhythms: readonly GeneratedWireRhythm[],
    { startingRhythms, origin, only = -1 }: Request,
  ): TakeDescription[] {
    const { command } = this;
    const isReproducible = command !== undefined && Object.keys(startingRhythms).length === 0;
    return rhythms.map(({ seed, style }, index) => {
      const part = rhythms.length > 1 ? index : only;
      const recipe = isReproducible ? recipeText({ command, part, model: this.options.models.mark }) : '';
      return { origin, seed, style, part, recipe };
    });
  }

  /** Says what a request waits for, and restarts a process that was given up. */
  private sayWhatItWaitsFor(): void {
    const { link, models, panel } = this.options;
    if (['silent', 'unanswered', 'failed'].includes(link.phase)) link.restart();
    if (link.phase !== 'ready') panel.say('Starting the model; the rhythm will follow.');
    else if (!models.isThere) panel.say('Loading the model; the rhythm will follow.');
  }
}
