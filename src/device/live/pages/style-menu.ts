// The style menu: whose styles it shows, and which one is selected when the next model has others.
// Part of model-page.ts.

import { firstStyle } from '../../controls/controls';
import type { Panel } from '../host/panel';

export class StyleMenu {
  private shown: readonly string[] | undefined;
  private isRecalled = false;
  private recalledName: string | undefined;

  constructor(private readonly panel: Pick<Panel, 'showStyles'>) {}

  /** The styles already in the patcher's menu: those of the embedded model, which every process loads first. */
  begin(styles: readonly string[]): void {
    this.shown ??= styles;
  }

  /**
   * The Set or a preset has brought a style. @param name empty in a state that does not tell: then the place counts
   * that Live has restored. @param isOfOther whether that place refers to a model that is not loaded yet
   */
  recall(name: string, isOfOther: boolean): void {
    this.recalledName = name === '' ? undefined : name;
    this.isRecalled = isOfOther;
  }

  /** The user has chosen a style before the recalled one could be shown; the name of that at a place of the menu. */
  turned(place: number): string | undefined {
    const name = this.shown?.[place];
    this.recalledName = this.recalledName === undefined ? undefined : name;
    return name;
  }

  /**
   * Shows a model's styles and returns the place of the selected one, which is found again by name. Do not call it
   * while another model is loading: styles shown for a moment would lose the user's choice.
   */
  show(styles: readonly string[], place: number): number {
    const kept = this.placeIn(styles, place);
    const isSame = this.shown?.join() === styles.join();
    this.recalledName = undefined;
    this.isRecalled = false;
    if (isSame && kept === place) return place;
    this.shown = styles;
    this.panel.showStyles(styles, kept);
    return kept;
  }

  private placeIn(styles: readonly string[], place: number): number {
    const recalled = this.recalledName === undefined ? -1 : styles.indexOf(this.recalledName);
    if (recalled >= 0) return recalled;
    if (this.shown?.join() === styles.join()) return place;
    const chosen = (this.isRecalled ? styles : this.shown)?.[place];
    const found = chosen === undefined ? -1 : styles.indexOf(chosen);
    return found < 0 ? firstStyle(styles) : found;
  }
}
