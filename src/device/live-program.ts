import { isButton, isControlId, type ButtonId, type ControlId } from './controls';
import { describeKit, GENERAL_MIDI_KIT, type Kit } from './kit';
import { selectClip } from './live-clip';
import type { DictionaryWriter } from './live-dictionary';
import { NodeLink, type LinkPhase } from './live-link';
import { EMBEDDED, ModelChoice } from './live-model';
import { NO_ID } from './live-object';
import { panelOf, type Panel } from './live-panel';
import { RequestDesk, type Request } from './live-request';
import { LINK_SENTENCES, LOST_SENTENCES } from './live-sentences';
import { StyleMenu } from './live-styles';
import { bringBack, kitNow, orderFor, writeRhythms, type Written } from './live-write';
import { FROM_NODE, LIVE_OUTLETS, PATCH, TO_NODE, type SelectorOf } from './protocol';
import type { MaxSide } from './max-side';
import { Refusal } from './refusal';
import { commandOf, drawSeed, INITIAL_SETTINGS, targetOf, withValue } from './settings';
import { EMPTY_STATE, stateFromDictionary, stateToDictionary, type State } from './state';
import { answerFromDictionary, asNumber, asWord, commandToAtoms } from './wire';

/** This instance's own dictionaries. */
interface Dictionaries {
  readonly notesName: string;
  readonly view: { readonly name: string; readonly writer: DictionaryWriter };
  readonly state: DictionaryWriter;
}

type Handler = (args: readonly unknown[]) => void;
type Selector = SelectorOf<typeof PATCH> | SelectorOf<typeof FROM_NODE>;

/** The v8 program: listens to the controls, asks the Node program for rhythms and writes them into Live. */
export class LiveProgram {
  private readonly link: NodeLink;
  private readonly desk: RequestDesk;
  private readonly panel: Panel;
  private readonly styleMenu: StyleMenu;
  private settings = INITIAL_SETTINGS;
  private state: State = EMPTY_STATE;
  /** Undefined until live.thisdevice has banged: before that no object of Live may be made. */
  private dictionaries: Dictionaries | undefined;
  private readonly model = new ModelChoice();
  private modelName = '';
  private styles: readonly string[] = [];
  private lastClipId = NO_ID;
  private isClosed = false;

  /** Typed so that no selector of the protocol can be forgotten. */
  private readonly handlers: Readonly<Record<Selector, Handler>> = {
    [PATCH.init]: (names) => {
      this.init(names.map(asWord));
    },
    [PATCH.control]: ([id, value]) => {
      if (isControlId(id)) this.control(id, value);
    },
    [PATCH.loadModel]: (words) => {
      this.chooseModel(words.join(' '));
    },
    [PATCH.lifecycle]: ([word, outcome]) => {
      this.link.lifecycle(String(word), outcome);
    },
    [FROM_NODE.ready]: (words) => {
      this.ready(words.map(String));
    },
    [FROM_NODE.status]: (words) => {
      this.panel.say(words.join(' '));
    },
    [FROM_NODE.notesReady]: ([id]) => {
      this.answered(asNumber(id));
    },
    [FROM_NODE.failed]: ([id, , ...sentence]) => {
      this.failed(asNumber(id), sentence.join(' '));
    },
  };

  private readonly presses: Readonly<Record<ButtonId, () => void>> = {
    generate: () => {
      this.generate();
    },
    previous: () => {
      this.step(-1);
    },
    next: () => {
      this.step(1);
    },
    restart: () => {
      this.link.restart();
    },
    loadModel: () => {
      this.panel.askForModel();
    },
  };

  constructor(private readonly max: MaxSide) {
    const { schedule, outlet } = max;
    this.panel = panelOf(outlet, () => this.dictionaries?.view);
    this.styleMenu = new StyleMenu(this.panel);
    this.link = new NodeLink({
      schedule,
      script: (message) => {
        outlet(LIVE_OUTLETS.script, ...message);
      },
      onChange: (phase) => {
        this.linkChanged(phase);
      },
    });
    this.desk = new RequestDesk({
      schedule,
      send: (request) => {
        this.send(request);
      },
      onLost: (why) => {
        if (why === 'no_answer') this.link.restart();
        this.panel.say(LOST_SENTENCES[why]);
      },
    });
  }

  /** Takes a message from the patcher; one that nobody sends is ignored. Never throws: the status line says why. */
  receive(selector: string, args: readonly unknown[]): void {
    if (this.isClosed || !Object.hasOwn(this.handlers, selector)) return;
    try {
      this.handlers[selector as Selector](args);
    } catch (error) {
      if (error instanceof Refusal) this.panel.say(error.message);
      else this.panel.say(`Live said no: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Calls off every timer: the device is being deleted. */
  close(): void {
    this.isClosed = true;
    this.desk.forget();
    this.link.close();
  }

  /** live.thisdevice has banged: at load, after a preset was loaded, and when the device is saved. */
  private init([notes, state, view]: readonly (string | undefined)[]): void {
    if (notes === undefined || state === undefined || view === undefined) return;
    const isFirst = this.dictionaries === undefined;
    const isOther = this.dictionaries?.state.isUntouched === false;
    this.dictionaries ??= {
      notesName: notes,
      view: { name: view, writer: this.max.dictionaryWriter(view) },
      state: this.max.dictionaryWriter(state),
    };
    if (isFirst || isOther) this.recall(stateFromDictionary(this.max.readDictionary(state)));
    this.link.watch();
    if (this.link.phase !== 'ready') this.panel.say(LINK_SENTENCES[this.link.phase]);
    else if (isFirst || !this.model.isAsked) this.modelReady();
  }

  /** Takes up what the Set or a preset holds. */
  private recall(stored: State): void {
    const { history } = this.state;
    const hasHistory = history.takes.length > 0;
    // A preset must not take away the notes that this device has replaced: what is in memory stays.
    this.state = hasHistory ? { ...stored, history } : stored;
    this.model.recall(this.state.modelPath);
    if (!this.model.isAsked) this.styleMenu.recall();
    this.readKit();
    // What was stored stays as it is until there is something to add: it may be of a later version.
    if (hasHistory) this.save();
    else this.show();
  }

  private control(id: ControlId, value: unknown): void {
    if (!isButton(id)) this.settings = withValue(this.settings, id, value);
    // Values that Live restores at load are no presses: they come before live.thisdevice, or they are 0.
    else if (this.dictionaries && value !== 0) this.presses[id]();
  }

  private generate(): void {
    const order = orderFor(targetOf(this.settings));
    if (this.settings.newSeed === 1) {
      this.settings = withValue(this.settings, 'seed', drawSeed(this.max.now(), this.settings.seed));
      this.panel.showSeed(this.settings.seed);
    }
    this.desk.put(order, this.settings);
    if (this.link.phase === 'silent' || this.link.phase === 'failed') this.link.restart();
    if (this.link.phase !== 'ready') this.panel.say('Starting the model; the rhythm follows.');
    else if (!this.model.isThere) this.panel.say('Loading the model; the rhythm follows.');
    this.flush();
  }

  private flush(): void {
    if (this.dictionaries && this.link.phase === 'ready' && this.model.isThere) this.desk.flush();
  }

  private send({ id, settings }: Request): void {
    this.panel.say('Generating…');
    // The place of a style is that in the menu as it stands: another model may have come while the request waited.
    const { style } = this.settings;
    const command = commandToAtoms(commandOf({ ...settings, style }, this.styles));
    this.max.outlet(LIVE_OUTLETS.node, TO_NODE.generate, id, this.dictionaries!.notesName, ...command);
  }

  private answered(id: number | undefined): void {
    const request = this.desk.settle(id);
    if (!request || !this.dictionaries) return;
    const answer = answerFromDictionary(this.max.readDictionary(this.dictionaries.notesName));
    if (answer?.id !== request.id) {
      this.panel.say('The answer got lost on its way. Press Generate again.');
      return;
    }
    const kit = kitNow();
    this.state = { ...this.state, kit };
    const { history } = this.state;
    this.wrote(writeRhythms(request.order, answer.rhythms, { history, kit, styles: this.styles }));
  }

  private step(by: -1 | 1): void {
    this.wrote(bringBack(this.state.history, by, this.lastClipId));
  }

  private wrote({ history, clipId, sentence }: Written): void {
    this.state = { ...this.state, history };
    this.lastClipId = clipId;
    // Before anything else is asked of Live: the notes that were replaced have to be kept.
    this.save();
    selectClip(clipId);
    this.panel.say(sentence);
  }

  private failed(id: number | undefined, sentence: string): void {
    if (id === 0) {
      this.model.refused();
      this.link.refused();
      this.keepModelPath();
      this.showStyles();
      this.panel.say(sentence);
      this.flush();
    } else if (this.desk.settle(id)) this.panel.say(sentence);
  }

  private ready([modelName = '', , ...styles]: readonly string[]): void {
    this.modelName = modelName;
    this.model.loaded();
    this.styles = styles;
    this.styleMenu.begin(styles);
    this.link.ready();
    if (this.dictionaries) this.modelReady();
  }

  /** The Set's own model is asked for once per process; then what waits is sent. */
  private modelReady(): void {
    if (!this.model.isAsked) {
      const path = this.model.ask();
      this.max.outlet(LIVE_OUTLETS.node, TO_NODE.loadModel, ...(path === EMBEDDED ? [] : [path]));
      return;
    }
    if (!this.model.isThere) return;
    this.showStyles();
    this.panel.say(`Ready: model “${this.modelName}” · ${describeKit(this.kit)}`);
    this.flush();
  }

  private showStyles(): void {
    const place = this.styleMenu.show(this.styles, this.settings.style);
    this.settings = withValue(this.settings, 'style', place);
  }

  private chooseModel(path: string): void {
    this.model.choose(path);
    this.keepModelPath();
    if (this.link.phase === 'ready') this.modelReady();
  }

  private keepModelPath(): void {
    if (this.state.modelPath === this.model.path) return;
    this.state = { ...this.state, modelPath: this.model.path };
    this.save();
  }

  private linkChanged(phase: LinkPhase): void {
    if (phase === 'ready') return;
    this.model.processEnded();
    this.panel.say(LINK_SENTENCES[phase]);
    this.desk.interrupted();
  }

  private get kit(): Kit {
    return this.state.kit ?? GENERAL_MIDI_KIT;
  }

  /** Reads the pads; on a track that takes no notes the kit stays, and Generate will say why. */
  private readKit(): void {
    try {
      this.state = { ...this.state, kit: kitNow() };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  private save(): void {
    this.dictionaries?.state.write(stateToDictionary(this.state));
    this.show();
  }

  private show(): void {
    this.panel.showHistory(this.state.history, this.kit);
  }
}
