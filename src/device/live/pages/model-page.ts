import { describeKit } from '../../notes/kit';
import type { NodeLink } from '../host/node-link';
import { EMBEDDED, ModelChoice } from './model-choice';
import { menuPlace, modelNames, withModel } from './model-menu';
import type { Outlet, Panel } from '../host/panel';
import type { LiveSettings } from './current-settings';
import type { Studio } from '../clips/current-rhythm';
import { StyleMenu } from './style-menu';
import { LIVE_OUTLETS, TO_NODE } from '../../protocol/messages';

export interface ModelPageOptions {
  readonly outlet: Outlet;
  readonly link: NodeLink;
  readonly studio: Studio;
  readonly settings: LiveSettings;
  readonly panel: Pick<Panel, 'say' | 'showStyles' | 'showModels'>;
  /** A model plays: what waits for it can be sent. */
  readonly onReady: () => void;
}

/** The Model page: which model is to play, which one plays, and the menus of models and of its styles. */
export class ModelPage {
  private readonly choice = new ModelChoice();
  private readonly styleMenu: StyleMenu;
  private name = '';
  private ownMark = '';
  private ownStyles: readonly string[] = [];
  private shownModels = '';

  constructor(private readonly options: ModelPageOptions) {
    this.styleMenu = new StyleMenu(options.panel);
  }

  /** The styles of the model in use. */
  get styles(): readonly string[] {
    return this.ownStyles;
  }

  /** What a text of a rhythm knows the model in use by. */
  get mark(): string {
    return this.ownMark;
  }

  /** Whether the process has been asked for the wanted model. */
  get isAsked(): boolean {
    return this.choice.isAsked;
  }

  /** Whether requests go to the wanted model and its styles are known. */
  get isThere(): boolean {
    return this.choice.isThere;
  }

  /** Takes up the model and the menu that the Set or a preset holds. */
  recall(): void {
    this.choice.recall(this.options.studio.state.modelPath);
    if (!this.choice.isAsked) this.styleMenu.recall();
    this.showModels();
  }

  /** The player chose a folder. */
  choose(path: string): void {
    if (path === this.choice.path && path === this.choice.playing) return;
    this.choice.choose(path);
    this.keepPath();
    if (this.options.link.phase === 'ready') this.proceed();
  }

  /** The player chose a place in the menu. */
  chooseFromMenu(place: number): void {
    this.shownModels = ''; // the menu shows the player's choice now, whatever becomes of it
    this.choose(this.options.studio.state.modelPaths[place - 1] ?? EMBEDDED);
  }

  /** The process says what it plays. @param words name, build, mark and styles */
  loaded([name = '', , mark = '', ...styles]: readonly string[]): void {
    this.name = name;
    this.ownMark = mark;
    this.choice.loaded();
    this.ownStyles = styles;
    this.styleMenu.begin(styles);
  }

  /** The Set's own model is asked for once per process; then what waits is sent. */
  proceed(): void {
    const { outlet, studio, panel, onReady } = this.options;
    if (!this.choice.isAsked) {
      const path = this.choice.ask();
      outlet(LIVE_OUTLETS.node, TO_NODE.loadModel, ...(path === EMBEDDED ? [] : [path]));
      return;
    }
    if (!this.choice.isThere) return;
    this.showStyles();
    const { modelPaths } = studio.state;
    const known = withModel(modelPaths, this.choice.playing);
    if (known !== modelPaths) studio.update({ modelPaths: known });
    this.showModels();
    panel.say(`Ready: model “${this.name}” · ${describeKit(studio.kit)}`);
    onReady();
  }

  /** The process could not load a model, which a sentence says; the one that it has plays on. */
  refused(sentence: string): void {
    const { link, panel, onReady } = this.options;
    const wasLoading = !this.choice.isThere;
    this.choice.refused();
    link.refused();
    this.keepPath();
    this.showStyles();
    this.showModels();
    panel.say(wasLoading && this.name !== '' ? `${sentence} “${this.name}” plays on.` : sentence);
    onReady();
  }

  /** Another process starts with the embedded model. */
  processEnded(): void {
    this.choice.processEnded();
  }

  private keepPath(): void {
    const { studio } = this.options;
    const { path } = this.choice;
    if (studio.state.modelPath !== path) studio.update({ modelPath: path });
  }

  private showStyles(): void {
    const { settings } = this.options;
    settings.turn('style', this.styleMenu.show(this.ownStyles, settings.current.style));
  }

  private showModels(): void {
    const { studio, panel } = this.options;
    const { modelPaths } = studio.state;
    const names = modelNames(modelPaths);
    const place = menuPlace(modelPaths, this.choice.playing);
    const shown = [...names, place].join('\n');
    if (shown === this.shownModels) return;
    this.shownModels = shown;
    panel.showModels(names, place);
  }
}
