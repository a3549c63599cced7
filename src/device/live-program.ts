import { isButton, isControlId, type ControlId } from './controls';
import { describeKit } from './kit';
import { ClipWriter } from './live-clip-writer';
import type { DictionaryWriter } from './live-dictionary';
import { NodeLink, type LinkPhase } from './live-link';
import { EMBEDDED, ModelChoice } from './live-model';
import { menuPlace, modelNames, withModel } from './live-models';
import { MorphPad } from './live-morph';
import { panelOf, type Panel } from './live-panel';
import { Player } from './live-player';
import { Presses } from './live-presses';
import { RequestDesk, type Request } from './live-request';
import { describeDistance, LINK_SENTENCES, LOST_SENTENCES } from './live-sentences';
import { KeptState } from './live-state';
import { Studio } from './live-studio';
import { StyleMenu } from './live-styles';
import { VoicePage } from './live-voices';
import { materialToDictionary } from './material';
import type { MaxSide } from './max-side';
import {
  FROM_GRID,
  FROM_NODE,
  FROM_PAD,
  LIVE_OUTLETS,
  MATERIAL_KEY,
  PATCH,
  TO_NODE,
  type GenerateCommand,
  type SelectorOf,
} from './protocol';
import { Refusal } from './refusal';
import { commandOf, INITIAL_SETTINGS, withValue } from './settings';
import { recipeText } from './share-text';
import { stateFromDictionary, stateToDictionary } from './state';
import { answerFromDictionary, asNumber, asWord, commandToAtoms } from './wire';

/** This instance's own dictionaries. */
interface Dictionaries {
  readonly notesName: string;
  readonly view: { readonly name: string; readonly writer: DictionaryWriter };
  readonly state: DictionaryWriter;
  readonly material: { readonly name: string; readonly writer: DictionaryWriter };
}

type Handler = (args: readonly unknown[]) => void;
type Selector = SelectorOf<typeof PATCH> | SelectorOf<typeof FROM_NODE>;

/** The v8 program: listens to the patcher, asks the Node program for rhythms and hands them to the studio. */
export class LiveProgram {
  private readonly link: NodeLink;
  private readonly desk: RequestDesk;
  private readonly panel: Panel;
  private readonly styleMenu: StyleMenu;
  private readonly kept: KeptState;
  private readonly writer: ClipWriter;
  private readonly studio: Studio;
  private readonly voices: VoicePage;
  private readonly pad: MorphPad;
  private readonly player: Player;
  private readonly presses: Presses;
  private readonly model = new ModelChoice();
  private settings = INITIAL_SETTINGS;
  /** Undefined until live.thisdevice has banged: before that no object of Live may be made. */
  private dictionaries: Dictionaries | undefined;
  private modelName = '';
  private modelMark = '';
  private styles: readonly string[] = [];
  private sent: GenerateCommand | undefined;
  private shownModels = '';
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
    [PATCH.grid]: ([word, ...numbers]) => {
      this.fromGrid(String(word), numbers.map(asNumber));
    },
    [PATCH.pad]: ([word, x, y]) => {
      this.fromPad(String(word), asNumber(x), asNumber(y));
    },
    [PATCH.paste]: (words) => {
      if (this.dictionaries) this.presses.paste(words.join(' '));
    },
    [PATCH.enabled]: ([isEnabled]) => {
      if (this.dictionaries) this.player.setEnabled(isEnabled !== 0);
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
    this.kept = new KeptState({
      schedule,
      save: (state) => this.dictionaries?.state.write(stateToDictionary(state)),
      show: () => {
        this.show();
      },
    });
    this.writer = new ClipWriter({
      kept: this.kept,
      schedule,
      isLive: () => this.settings.liveUpdate === 1,
      styles: () => this.styles,
      panel: this.panel,
    });
    this.studio = new Studio({ kept: this.kept, writer: this.writer, panel: this.panel });
    this.voices = new VoicePage(this.studio, this.panel);
    this.pad = new MorphPad({
      studio: this.studio,
      panel: this.panel,
      schedule,
      ask: (material, bars) => this.presses.morph(material, bars),
    });
    this.player = new Player({
      schedule,
      send: (message) => {
        outlet(LIVE_OUTLETS.player, ...message);
      },
      loop: () => this.studio.loop,
    });
    this.presses = new Presses({
      studio: this.studio,
      writer: this.writer,
      voices: this.voices,
      pad: this.pad,
      panel: this.panel,
      now: max.now,
      settings: () => this.settings,
      setSettings: (settings) => {
        this.settings = settings;
      },
      styles: () => this.styles,
      modelMark: () => this.modelMark,
      isWaiting: () => this.desk.isWaiting,
      isReady: () => this.isReady,
      ask: (job) => {
        this.desk.put(job);
        this.flush();
      },
      wake: () => {
        this.wake();
      },
      restart: () => {
        this.link.restart();
      },
    });
  }

  /** Takes a message from the patcher; one that nobody sends is ignored. Never throws: the status line says why. */
  receive(selector: string, args: readonly unknown[]): void {
    if (this.isClosed || !Object.hasOwn(this.handlers, selector)) return;
    this.guarded(() => {
      this.handlers[selector as Selector](args);
    });
  }

  /** Calls off every timer and ends every note: the device is being deleted. */
  close(): void {
    this.player.close();
    this.isClosed = true;
    this.desk.forget();
    this.writer.close();
    this.kept.close();
    this.pad.close();
    this.link.close();
  }

  private guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (error instanceof Refusal) this.panel.say(error.message);
      else this.panel.say(`Live said no: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** live.thisdevice has banged: at load, after a preset was loaded, and when the device is saved. */
  private init([notes, state, view, material]: readonly (string | undefined)[]): void {
    if (notes === undefined || state === undefined || view === undefined || material === undefined) return;
    const isFirst = this.dictionaries === undefined;
    const isOther = this.dictionaries?.state.isUntouched === false;
    const writer = this.max.dictionaryWriter;
    this.dictionaries ??= {
      notesName: notes,
      view: { name: view, writer: writer(view) },
      state: writer(state),
      material: { name: material, writer: writer(material) },
    };
    if (isFirst || isOther) {
      this.studio.recall(stateFromDictionary(this.max.readDictionary(state)));
      this.model.recall(this.studio.state.modelPath);
      if (!this.model.isAsked) this.styleMenu.recall();
      this.pad.show();
      this.showModels();
    }
    if (isFirst) this.player.setOn(this.settings.play === 1);
    this.link.watch();
    if (this.link.phase !== 'ready') this.panel.say(LINK_SENTENCES[this.link.phase]);
    else if (isFirst || !this.model.isAsked) this.modelReady();
  }

  private control(id: ControlId, value: unknown): void {
    if (isButton(id)) {
      // Values that Live restores at load are no presses: they come before live.thisdevice, or they are 0.
      if (!this.dictionaries || value === 0) return;
      if (id === 'loadModel') this.panel.askForModel();
      else this.presses.press(id);
      return;
    }
    this.settings = withValue(this.settings, id, value);
    const set = this.settings[id];
    if (id === 'morphX') this.pad.turn('x', set / 100);
    else if (id === 'morphY') this.pad.turn('y', set / 100);
    else if (!this.dictionaries) return;
    else if (id === 'play') this.player.setOn(set === 1);
    else if (id === 'model') {
      this.shownModels = ''; // the menu shows the player's choice now, whatever becomes of it
      this.chooseModel(this.studio.state.modelPaths[set - 1] ?? EMBEDDED);
    } else this.voices.control(id, set);
  }

  private fromGrid(word: string, [first, ...others]: readonly (number | undefined)[]): void {
    if (!this.dictionaries || first === undefined) return;
    const [voice = 0, velocity = 0, offset = 0] = others;
    if (word === FROM_GRID.hit) this.studio.draw({ step: first, voice, velocity, offset });
    else if (word === FROM_GRID.lock) this.voices.toggleLock(first);
    else if (word === FROM_GRID.mute) this.voices.toggleMute(first);
    else if (word === FROM_GRID.voice) this.voices.choose(first);
    else if (word === FROM_GRID.take) this.writer.jump(first);
  }

  /** While the mouse moves nothing is written into the axes' parameters: every write is a step in the undo history. */
  private fromPad(word: string, x: number | undefined, y: number | undefined): void {
    if (!this.dictionaries || x === undefined || y === undefined) return;
    this.pad.move(x, y);
    if (word !== FROM_PAD.drop) return;
    for (const [id, share] of [
      ['morphX', x],
      ['morphY', y],
    ] as const) {
      this.settings = withValue(this.settings, id, share * 100);
      this.panel.showValue(id, this.settings[id]);
    }
  }

  private get isReady(): boolean {
    return this.dictionaries !== undefined && this.link.phase === 'ready' && this.model.isThere;
  }

  private flush(): void {
    if (this.isReady) this.desk.flush();
  }

  /** A request waits for the model: says so, and starts what does not run. */
  private wake(): void {
    if (this.link.phase === 'silent' || this.link.phase === 'failed') this.link.restart();
    if (this.link.phase !== 'ready') this.panel.say('Starting the model; the rhythm follows.');
    else if (!this.model.isThere) this.panel.say('Loading the model; the rhythm follows.');
  }

  private send({ id, settings, material, origin, ...job }: Request): void {
    if (origin !== 'morphed') this.panel.say('Generating…');
    // The place of a style is that in the menu as it stands: another model may have come while the request waited.
    const { style } = this.settings;
    const { count, only, bars } = job;
    const command = commandOf({ ...settings, style }, this.styles);
    this.sent = {
      ...command,
      count,
      ...(only === undefined ? {} : { only }),
      ...(bars === undefined ? {} : { bars }),
    };
    const { notesName, material: box } = this.dictionaries!;
    const atoms = commandToAtoms(this.sent);
    if (Object.keys(material).length > 0) {
      box.writer.write(materialToDictionary(id, material));
      atoms.push(MATERIAL_KEY, box.name);
    }
    this.max.outlet(LIVE_OUTLETS.node, TO_NODE.generate, id, notesName, ...atoms);
  }

  private answered(id: number | undefined): void {
    const request = this.desk.settle(id);
    if (!request || !this.dictionaries || !this.sent) return;
    const answer = answerFromDictionary(this.max.readDictionary(this.dictionaries.notesName));
    if (answer?.id !== request.id) {
      this.panel.say('The answer got lost on its way. Press Generate again.');
      return;
    }
    const { rhythms } = answer;
    const { order, origin, only = -1 } = request;
    const { sent, modelMark } = this;
    const isSeedAll = Object.keys(request.material).length === 0;
    const made = rhythms.map(({ seed, style, bars, hits }, index) => {
      const part = rhythms.length > 1 ? index : only;
      const recipe = isSeedAll ? recipeText({ command: sent, part, model: modelMark }) : '';
      return { origin, seed, style, part, recipe, rhythm: { bars, hits } };
    });
    if (!order) {
      this.studio.put(made[0]!);
      if (origin === 'generated') this.panel.say('The new rhythm is in the grid. Press Write for a clip.');
      return;
    }
    this.writer.deliver(order, made, describeDistance(rhythms));
  }

  private failed(id: number | undefined, sentence: string): void {
    if (id === 0) {
      const wasLoading = !this.model.isThere;
      this.model.refused();
      this.link.refused();
      this.keepModelPath();
      this.showStyles();
      this.showModels();
      this.panel.say(
        wasLoading && this.modelName !== '' ? `${sentence} “${this.modelName}” plays on.` : sentence,
      );
      this.flush();
    } else if (this.desk.settle(id)) this.panel.say(sentence);
  }

  private ready([modelName = '', , mark = '', ...styles]: readonly string[]): void {
    this.modelName = modelName;
    this.modelMark = mark;
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
    const { modelPaths } = this.studio.state;
    const known = withModel(modelPaths, this.model.playing);
    if (known !== modelPaths) this.studio.update({ modelPaths: known });
    this.showModels();
    this.panel.say(`Ready: model “${this.modelName}” · ${describeKit(this.studio.kit)}`);
    this.flush();
  }

  private showStyles(): void {
    const place = this.styleMenu.show(this.styles, this.settings.style);
    this.settings = withValue(this.settings, 'style', place);
  }

  private showModels(): void {
    const { modelPaths } = this.studio.state;
    const names = modelNames(modelPaths);
    const place = menuPlace(modelPaths, this.model.playing);
    const shown = [...names, place].join('\n');
    if (shown === this.shownModels) return;
    this.shownModels = shown;
    this.panel.showModels(names, place);
  }

  private chooseModel(path: string): void {
    if (path === this.model.path && path === this.model.playing) return;
    this.model.choose(path);
    this.keepModelPath();
    if (this.link.phase === 'ready') this.modelReady();
  }

  private keepModelPath(): void {
    if (this.studio.state.modelPath !== this.model.path) this.studio.update({ modelPath: this.model.path });
  }

  private linkChanged(phase: LinkPhase): void {
    if (phase === 'ready') return;
    this.model.processEnded();
    this.panel.say(LINK_SENTENCES[phase]);
    this.desk.interrupted();
  }

  private show(): void {
    if (!this.dictionaries) return;
    this.panel.showRhythm(this.studio.state, this.studio.kit, this.voices.chosen);
    this.presses.showText();
  }
}
