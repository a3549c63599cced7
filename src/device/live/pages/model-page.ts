// The Model page: asks the Node process for the wanted model and keeps the menus of models and styles.
// program.ts passes the process's answers on; Generation, buttons.ts and paste-text.ts ask whether the
// model is there and which styles it has.

import { describeKit } from '../../notes/drum-rack-kit';
import type { NodeLink } from '../host/node-link';
import { EMBEDDED, ModelChoice } from './model-choice';
import { menuPlace, modelNames, withModel } from './model-menu';
import type { Outlet, Panel } from '../host/panel';
import type { LiveSettings } from './current-settings';
import type { CurrentRhythm } from '../clips/current-rhythm';
import { StyleMenu } from './style-menu';
import { LIVE_OUTLETS, TO_NODE } from '../../protocol/selectors';

export interface ModelPageOptions {
  readonly outlet: Outlet;
  readonly link: NodeLink;
  readonly currentRhythm: CurrentRhythm;
  readonly settings: LiveSettings;
  readonly panel: Pick<Panel, 'say' | 'showStyles' | 'showModels'>;
  /** A waiting request can be sent. Also called after a failed load, when the previous model plays on. */
  readonly onReady: () => void;
}

export class ModelPage {
  private readonly choice = new ModelChoice();
  private readonly styleMenu: StyleMenu;
  private name = '';
  private ownMark = '';
  private ownStyles: readonly string[] = [];
  private shownModels = '';
  /** Whether the user has chosen a model whose styles are not shown yet. */
  private isChosen = false;

  constructor(private readonly options: ModelPageOptions) {
    this.styleMenu = new StyleMenu(options.panel);
  }

  get styles(): readonly string[] {
    return this.ownStyles;
  }

  /** Identifies the model in use in the text of a rhythm. */
  get mark(): string {
    return this.ownMark;
  }

  get isAsked(): boolean {
    return this.choice.isAsked;
  }

  get isThere(): boolean {
    return this.choice.isThere;
  }

  /** Takes the wanted model and the menu from the Set or a preset. */
  recall(): void {
    const { modelPath, style } = this.options.currentRhythm.state;
    this.choice.recall(modelPath);
    this.styleMenu.recall(style, !this.choice.isAsked);
    if (this.options.link.phase === 'ready' && this.choice.isThere) this.showStyles();
    this.showModels();
  }

  /** The style was turned by the user, or by a text that was pasted: its name is kept. */
  styleTurned(): void {
    const { currentRhythm, settings } = this.options;
    const name = this.styleMenu.turned(settings.current.style);
    if (name !== undefined) currentRhythm.keepStyle(name, true);
  }

  choose(path: string): void {
    if (path === this.choice.path && path === this.choice.playing) return;
    this.choice.choose(path);
    this.isChosen = true;
    this.keepPath();
    if (this.options.link.phase === 'ready') this.proceed();
  }

  /** @param place 0 for the embedded model */
  chooseFromMenu(place: number): void {
    this.shownModels = ''; // the menu shows the user's choice now, even if it cannot be loaded
    this.choose(this.options.currentRhythm.state.modelPaths[place - 1] ?? EMBEDDED);
  }

  /** The process reports what it plays. @param words name, build, mark and styles */
  loaded([name = '', , mark = '', ...styles]: readonly string[]): void {
    this.name = name;
    this.ownMark = mark;
    this.choice.loaded();
    this.ownStyles = styles;
    this.styleMenu.begin(styles);
  }

  /** Asks for the wanted model once per process; when it plays, shows it and lets a waiting request go. */
  proceed(): void {
    const { outlet, currentRhythm, panel, onReady } = this.options;
    if (!this.choice.isAsked) {
      const path = this.choice.ask();
      outlet(LIVE_OUTLETS.node, TO_NODE.loadModel, ...(path === EMBEDDED ? [] : [path]));
      return;
    }
    if (!this.choice.isThere) return;
    this.showStyles();
    const { modelPaths } = currentRhythm.state;
    const known = withModel(modelPaths, this.choice.playing);
    if (known !== modelPaths) currentRhythm.update({ modelPaths: known });
    this.showModels();
    panel.say(`Ready: model “${this.name}” · ${describeKit(currentRhythm.kit)}`);
    onReady();
  }

  /** The process could not load a model; the one it has, if any, plays on. */
  refused(sentence: string): void {
    const { link, panel, onReady } = this.options;
    const wasLoading = !this.choice.isThere;
    this.choice.refused();
    link.refused();
    this.keepPath();
    this.showStyles();
    this.showModels();
    panel.say(wasLoading && this.name !== '' ? `${sentence} Keeping “${this.name}”.` : sentence);
    onReady();
  }

  processEnded(): void {
    this.choice.processEnded();
  }

  private keepPath(): void {
    const { currentRhythm } = this.options;
    const { path } = this.choice;
    if (currentRhythm.state.modelPath !== path) currentRhythm.update({ modelPath: path });
  }

  private showStyles(): void {
    const { settings, currentRhythm } = this.options;
    const name =
      this.ownStyles[settings.turn('style', this.styleMenu.show(this.ownStyles, settings.current.style))];
    const isSaved = this.isChosen;
    this.isChosen = false;
    // While the wanted model cannot be loaded, its style stays in mind with it.
    if (name !== undefined && this.choice.playing === this.choice.path)
      currentRhythm.keepStyle(name, isSaved);
  }

  private showModels(): void {
    const { currentRhythm, panel } = this.options;
    const { modelPaths } = currentRhythm.state;
    const names = modelNames(modelPaths);
    const place = menuPlace(modelPaths, this.choice.playing);
    const shown = [...names, place].join('\n');
    if (shown === this.shownModels) return;
    this.shownModels = shown;
    panel.showModels(names, place);
  }
}
