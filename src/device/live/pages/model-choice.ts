// Which model the user wants, which one the Node process was asked for, and which one plays. State
// only: model-page.ts, which uses it, sends the messages and updates the panel.

/** The path that stands for the model frozen into the device. */
export const EMBEDDED = '';

export class ModelChoice {
  private wanted = EMBEDDED;
  private asked = EMBEDDED;
  private isWaiting = false;
  private current = EMBEDDED;
  /** The wanted model to return to if the folder just chosen cannot be loaded; undefined when none is pending. */
  private before: string | undefined;

  /** Folder of the wanted model, which the Set saves. */
  get path(): string {
    return this.wanted;
  }

  /** Folder of the model that plays now; not the wanted one if that could not be loaded. */
  get playing(): string {
    return this.current;
  }

  get isAsked(): boolean {
    return this.wanted === this.asked;
  }

  /** Whether no load is pending: the process was asked for the wanted model, where that is needed, and has answered. */
  get isThere(): boolean {
    return this.isAsked && !this.isWaiting;
  }

  choose(path: string): void {
    this.before ??= this.wanted;
    this.wanted = path;
  }

  /** The Set or a preset names the model it was saved with. */
  recall(path: string): void {
    this.wanted = path;
    this.before = undefined;
  }

  /** Marks the wanted model as asked for and returns its folder. */
  ask(): string {
    this.asked = this.wanted;
    this.isWaiting = true;
    return this.wanted;
  }

  /** The process plays the model it was asked for, or the embedded one if it was asked for none. */
  loaded(): void {
    this.current = this.isWaiting ? this.asked : EMBEDDED;
    this.isWaiting = false;
    if (this.isAsked) this.before = undefined;
  }

  /**
   * The process could not load the model and keeps the one it has. A folder just chosen is dropped; one that the Set
   * names stays, because its disk may be back tomorrow.
   */
  refused(): void {
    this.isWaiting = false;
    if (this.before === undefined) return;
    this.wanted = this.before;
    this.asked = this.before;
    this.before = undefined;
  }

  /** The next process starts with the embedded model. */
  processEnded(): void {
    this.asked = EMBEDDED;
    this.current = EMBEDDED;
    this.isWaiting = false;
  }
}
