import { isControlId, styleLabel, type ControlId } from './controls';
import { currentTake } from './history';
import { viewOf, viewToDictionary } from './grid-view';
import { describeKit, GENERAL_MIDI_KIT, type Kit } from './kit';
import { NodeLink, type LinkPhase, type Schedule } from './live-link';
import type { DictionaryWriter } from './live-dictionary';
import { NO_ID } from './live-object';
import { RequestDesk, type Request } from './live-request';
import { LINK_SENTENCES, LOST_SENTENCES } from './live-sentences';
import { bringBack, kitNow, orderFor, takeName, writeRhythms, type Written } from './live-write';
import {
  FROM_NODE,
  LIVE_OUTLETS,
  PATCH,
  TO_CONTROLS,
  TO_GRID,
  TO_NODE,
  type Answer,
  type Atom,
} from './protocol';
import { Refusal } from './refusal';
import { commandOf, drawSeed, INITIAL_SETTINGS, targetOf, withValue } from './settings';
import { EMPTY_STATE, stateFromDictionary, stateToDictionary, type State } from './state';
import { answerFromDictionary, asNumber, asWord, commandToAtoms, type DictionaryReader } from './wire';

/** What the program needs of Max. */
export interface MaxSide {
  readonly outlet: (index: number, ...atoms: Atom[]) => void;
  readonly schedule: Schedule;
  readonly now: () => number;
  readonly readDictionary: (name: string) => DictionaryReader;
  readonly dictionaryWriter: (name: string) => DictionaryWriter;
}

/** This instance's own dictionaries. */
interface Dictionaries {
  readonly notesName: string;
  readonly viewName: string;
  readonly writeState: DictionaryWriter;
  readonly writeView: DictionaryWriter;
}

/** The v8 program: listens to the controls, asks the Node program for rhythms and writes them into Live. */
export class LiveProgram {
  private readonly link: NodeLink;
  private readonly desk: RequestDesk;
  private settings = INITIAL_SETTINGS;
  private state: State = EMPTY_STATE;
  /** Undefined until live.thisdevice has banged: before that no object of Live may be made. */
  private dictionaries: Dictionaries | undefined;
  private model = '';
  private styles: readonly string[] = [];
  /** Whether the running process has been asked for the model of the Set. */
  private isModelAsked = false;
  private lastClipId = NO_ID;
  private isClosed = false;

  constructor(private readonly max: MaxSide) {
    const { schedule } = max;
    this.link = new NodeLink({
      schedule,
      script: (message) => {
        max.outlet(LIVE_OUTLETS.script, ...message);
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
        this.say(LOST_SENTENCES[why]);
        if (why === 'no_answer') this.link.restart();
      },
    });
  }

  /** Takes a message from the patcher; one that nobody sends is ignored. Never throws: the status line says why. */
  receive(selector: string, args: readonly unknown[]): void {
    if (this.isClosed) return;
    try {
      this.dispatch(selector, args);
    } catch (error) {
      if (error instanceof Refusal) this.say(error.message);
      else this.say(`Live said no: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Calls off every timer: the device is being deleted. */
  close(): void {
    this.isClosed = true;
    this.desk.forget();
    this.link.close();
  }

  private dispatch(selector: string, args: readonly unknown[]): void {
    const [first, second, third] = args;
    switch (selector) {
      case PATCH.init:
        this.init(asWord(first), asWord(second), asWord(third));
        break;
      case PATCH.control:
        if (isControlId(first)) this.control(first, second);
        break;
      case PATCH.loadModel:
        this.chooseModel(args.join(' '));
        break;
      case PATCH.lifecycle:
        this.link.lifecycle(String(first), second);
        break;
      case FROM_NODE.ready:
        this.ready(args.map(String));
        break;
      case FROM_NODE.status:
        this.say(args.join(' '));
        break;
      case FROM_NODE.notesReady:
        this.answered(asNumber(first));
        break;
      case FROM_NODE.failed:
        this.failed(asNumber(first), args.slice(2).join(' '));
        break;
    }
  }

  /** live.thisdevice has banged: at load, after a preset was loaded, and when the device is saved. */
  private init(notes?: string, state?: string, view?: string): void {
    if (notes === undefined || state === undefined || view === undefined) return;
    const isFirst = this.dictionaries === undefined;
    this.dictionaries = {
      notesName: notes,
      viewName: view,
      writeState: this.max.dictionaryWriter(state),
      writeView: this.max.dictionaryWriter(view),
    };
    const stored = stateFromDictionary(this.max.readDictionary(state));
    const { history } = this.state;
    // A preset must not take away the notes that this device has replaced: what is in memory stays.
    this.state = history.takes.length > 0 ? { ...stored, history } : stored;
    this.readKit();
    if (!isFirst) {
      this.save();
      return;
    }
    this.show();
    this.link.watch();
    if (this.link.phase === 'ready') this.modelReady();
    else this.say(LINK_SENTENCES[this.link.phase]);
  }

  private control(id: ControlId, value: unknown): void {
    switch (id) {
      case 'generate':
        if (this.isPress(value)) this.generate();
        break;
      case 'previous':
        if (this.isPress(value)) this.step(-1);
        break;
      case 'next':
        if (this.isPress(value)) this.step(1);
        break;
      case 'restart':
        if (this.isPress(value)) this.link.restart();
        break;
      case 'loadModel':
        break; // the patcher opens the dialog and sends load_model
      case 'target':
      case 'fillCount':
      case 'style':
      case 'bars':
      case 'density':
      case 'variation':
      case 'swing':
      case 'humanise':
      case 'temperature':
      case 'seed':
      case 'newSeed':
        this.settings = withValue(this.settings, id, value);
    }
  }

  /** Values that Live restores at load are no presses: they come before live.thisdevice, or they are 0. */
  private isPress(value: unknown): boolean {
    return this.dictionaries !== undefined && value !== 0;
  }

  private generate(): void {
    const order = orderFor(targetOf(this.settings));
    if (this.settings.newSeed === 1) {
      this.settings = withValue(this.settings, 'seed', drawSeed(this.max.now(), this.settings.seed));
      this.max.outlet(LIVE_OUTLETS.controls, TO_CONTROLS.seed, this.settings.seed);
    }
    this.desk.put(order, this.settings);
    if (this.link.phase === 'silent' || this.link.phase === 'failed') this.link.restart();
    if (this.link.phase !== 'ready') this.say('Starting the model; the rhythm follows.');
    this.flush();
  }

  private flush(): void {
    const isModelLoaded = this.state.modelPath === '' || this.isModelAsked;
    if (this.dictionaries && this.link.phase === 'ready' && isModelLoaded) this.desk.flush();
  }

  private send({ id, settings }: Request): void {
    this.say('Generating…');
    const command = commandToAtoms(commandOf(settings, this.styles));
    this.max.outlet(LIVE_OUTLETS.node, TO_NODE.generate, id, this.dictionaries!.notesName, ...command);
  }

  private answered(id: number | undefined): void {
    const request = this.desk.settle(id);
    if (!request || !this.dictionaries) return;
    const answer: Answer | undefined = answerFromDictionary(
      this.max.readDictionary(this.dictionaries.notesName),
    );
    if (answer?.id !== request.id) {
      this.say('The answer got lost on its way. Press Generate again.');
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
    this.save();
    this.say(sentence);
  }

  private failed(id: number | undefined, sentence: string): void {
    if (id === 0) {
      this.say(sentence);
      this.flush();
    } else if (this.desk.settle(id)) this.say(sentence);
  }

  private ready([model = '', , ...styles]: readonly string[]): void {
    const isOther = this.styles.length > 0 && this.styles.join() !== styles.join();
    this.model = model;
    this.styles = styles;
    if (isOther) {
      this.max.outlet(LIVE_OUTLETS.controls, TO_CONTROLS.styleLabels, ...styles.map(styleLabel));
    }
    this.link.ready();
    if (this.dictionaries) this.modelReady();
  }

  /** The Set's own model is asked for once per process; then what waits is sent. */
  private modelReady(): void {
    if (this.state.modelPath !== '' && !this.isModelAsked) {
      this.isModelAsked = true;
      this.max.outlet(LIVE_OUTLETS.node, TO_NODE.loadModel, this.state.modelPath);
      return;
    }
    this.say(`Ready: model “${this.model}” · ${describeKit(this.kit)}`);
    this.flush();
  }

  private chooseModel(path: string): void {
    this.state = { ...this.state, modelPath: path };
    this.isModelAsked = false;
    this.save();
    if (this.link.phase === 'ready') this.modelReady();
  }

  private linkChanged(phase: LinkPhase): void {
    if (phase === 'ready') return;
    this.isModelAsked = false;
    this.say(LINK_SENTENCES[phase]);
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
    this.dictionaries?.writeState(stateToDictionary(this.state));
    this.show();
  }

  private show(): void {
    if (!this.dictionaries) return;
    const { history } = this.state;
    const take = currentTake(history);
    const title = take ? takeName(take) : '';
    const place = take ? `${history.position + 1}/${history.takes.length}` : '';
    this.dictionaries.writeView(viewToDictionary(viewOf(take, this.kit, { title, place })));
    this.max.outlet(LIVE_OUTLETS.grid, TO_GRID.pattern, this.dictionaries.viewName);
  }

  private say(sentence: string): void {
    this.max.outlet(LIVE_OUTLETS.status, sentence);
  }
}
