// The style menu: whose styles it shows, and which one is selected when the next model has others.
// Part of model-page.ts.

import { firstStyle } from '../../controls/controls';
import type { Panel } from '../host/panel';

export class StyleMenu {
  private shown: readonly string[] | undefined;
  private isRecalled = false;

  constructor(private readonly panel: Pick<Panel, 'showStyles'>) {}

  /** The styles already in the patcher's menu: those of the embedded model, which every process loads first. */
  begin(styles: readonly string[]): void {
    this.shown ??= styles;
  }

  /** The place that Live has restored refers to the styles of a model that is not loaded yet. */
  recall(): void {
    this.isRecalled = true;
  }

  /**
   * Shows a model's styles and returns the place of the selected one, which is found again by name. Do not call it
   * while another model is loading: styles shown for a moment would lose the user's choice.
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
