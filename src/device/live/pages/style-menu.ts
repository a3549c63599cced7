import { firstStyle } from '../../controls/controls';
import type { Panel } from '../host/panel';

/** The style menu: whose styles it shows, and which of them is chosen when another model knows others. */
export class StyleMenu {
  private shown: readonly string[] | undefined;
  private isRecalled = false;

  constructor(private readonly panel: Pick<Panel, 'showStyles'>) {}

  /** The patcher comes with the styles of the embedded model, which every process has first. */
  begin(styles: readonly string[]): void {
    this.shown ??= styles;
  }

  /** The place in the menu that Live has restored is one among the styles of a model that is still to come. */
  recall(): void {
    this.isRecalled = true;
  }

  /**
   * Shows a model's styles and returns the place of the chosen one, which goes by its name. Not to be called while
   * another model is on its way: styles that are there for a moment would take the player's choice away.
   */
  show(styles: readonly string[], place: number): number {
    const chosen = (this.isRecalled ? styles : this.shown)?.[place];
    this.isRecalled = false;
    if (this.shown?.join() === styles.join()) return place;
    this.shown = styles;
    const found = chosen === undefined ? -1 : styles.indexOf(chosen);
    const kept = found < 0 ? firstStyle(styles) : found;
    this.panel.showStyles(styles, kept);
    return kept;
  }
}
