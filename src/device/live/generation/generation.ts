import type { ClipWriter } from '../clips/clip-writer';
import type { Dictionaries } from '../host/dictionaries';
import type { NodeLink } from '../host/node-link';
import type { ModelPage } from '../pages/model-page';
import type { Panel } from '../host/panel';
import { RequestDesk, type Job, type Request } from './pending-request';
import { describeDistance, lostSentence } from './sentences';
import type { LiveSettings } from '../pages/current-settings';
import type { Studio } from '../clips/current-rhythm';
import type { MaxSide } from '../host/max-side';
import type { Fresh } from '../../state/played-take';
import {
  LIVE_OUTLETS,
  MATERIAL_KEY,
  TO_NODE,
  type GenerateCommand,
  type WireRhythm,
} from '../../protocol/messages';
import { commandOf } from '../../controls/settings';
import { recipeText } from '../../state/share-text';
import { commandToAtoms } from '../../protocol/wire';

export interface GenerationOptions {
  readonly max: Pick<MaxSide, 'outlet' | 'schedule'>;
  readonly dictionaries: Dictionaries;
  readonly link: NodeLink;
  readonly models: ModelPage;
  readonly settings: LiveSettings;
  readonly studio: Studio;
  readonly writer: ClipWriter;
  readonly panel: Pick<Panel, 'say'>;
}

/** Asks the Node program for rhythms and brings what it answers into clips or the grid. */
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

  /** Whether a request waits for its answer. */
  get isWaiting(): boolean {
    return this.desk.isWaiting;
  }

  /** Whether the model takes requests now. */
  get isReady(): boolean {
    const { dictionaries, link, models } = this.options;
    return dictionaries.isOpen && link.phase === 'ready' && models.isThere;
  }

  /** Asks for rhythms, once the model takes requests. */
  ask(job: Job): void {
    this.desk.put(job);
    this.flush();
  }

  /** Sends what waits if the model takes it. */
  flush(): void {
    if (this.isReady) this.desk.flush();
  }

  /** A request waits for the model: says so, and starts what does not run. */
  wake(): void {
    const { link, models, panel } = this.options;
    if (link.phase === 'silent' || link.phase === 'failed') link.restart();
    if (link.phase !== 'ready') panel.say('Starting the model; the rhythm follows.');
    else if (!models.isThere) panel.say('Loading the model; the rhythm follows.');
  }

  /** The dictionary holds the answer to a request. */
  answered(id: number | undefined): void {
    const { dictionaries, studio, writer, panel } = this.options;
    const request = this.desk.settle(id);
    if (!request || !this.sent) return;
    const answer = dictionaries.readAnswer();
    if (answer?.id !== request.id) {
      panel.say('The answer got lost on its way. Press Generate again.');
      return;
    }
    const { rhythms } = answer;
    const made = this.madeOf(rhythms, request, this.sent);
    if (!request.order) {
      studio.put(made[0]!);
      if (request.origin === 'generated') {
        panel.say('The new rhythm is in the grid. Press Write for a clip.');
      }
      return;
    }
    writer.deliver(request.order, made, describeDistance(rhythms));
  }

  /** A request has no answer, which a sentence says; nothing is said of a stale one. */
  failed(id: number | undefined, sentence: string): void {
    if (this.desk.settle(id)) this.options.panel.say(sentence);
  }

  /** The process ended. */
  interrupted(): void {
    this.desk.interrupted();
  }

  /** Lets go of what waits: the device is being deleted. */
  close(): void {
    this.desk.forget();
  }

  private send({ id, settings, material, origin, ...job }: Request): void {
    const { max, dictionaries, models, panel } = this.options;
    if (origin !== 'morphed') panel.say('Generating…');
    // The place of a style is that in the menu as it stands: another model may have come while the request waited.
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
    if (Object.keys(material).length > 0) atoms.push(MATERIAL_KEY, dictionaries.putMaterial(id, material));
    max.outlet(LIVE_OUTLETS.node, TO_NODE.generate, id, dictionaries.notesName, ...atoms);
  }

  /** Answered rhythms with what made them; those that their seed and settings make again have a recipe. */
  private madeOf(
    rhythms: readonly WireRhythm[],
    { material, origin, only = -1 }: Request,
    command: GenerateCommand,
  ): Fresh[] {
    const isSeedAll = Object.keys(material).length === 0;
    return rhythms.map(({ seed, style, bars, hits }, index) => {
      const part = rhythms.length > 1 ? index : only;
      const recipe = isSeedAll ? recipeText({ command, part, model: this.options.models.mark }) : '';
      return { origin, seed, style, part, recipe, rhythm: { bars, hits } };
    });
  }
}
