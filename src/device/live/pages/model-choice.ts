/** The folder of the model frozen into the device. */
export const EMBEDDED = '';

/** Which model the device is to play, and which one the running process has been asked for. */
export class ModelChoice {
  private wanted = EMBEDDED;
  private asked = EMBEDDED;
  private isWaiting = false;
  private current = EMBEDDED;
  /** What was wanted before the player chose a folder that has not proved good yet. */
  private before: string | undefined;

  /** Folder of the model that the Set is to keep. */
  get path(): string {
    return this.wanted;
  }

  /** Folder of the model that plays now, which is another one where the wanted one could not be loaded. */
  get playing(): string {
    return this.current;
  }

  /** Whether the process has been asked for the wanted model. */
  get isAsked(): boolean {
    return this.wanted === this.asked;
  }

  /** Whether requests go to the wanted model and its styles are known. */
  get isThere(): boolean {
    return this.isAsked && !this.isWaiting;
  }

  /** The player chose a folder. */
  choose(path: string): void {
    this.before ??= this.wanted;
    this.wanted = path;
  }

  /** The Set or a preset says which model it was made with. */
  recall(path: string): void {
    this.wanted = path;
    this.before = undefined;
  }

  /** What to ask the process for, once. */
  ask(): string {
    this.asked = this.wanted;
    this.isWaiting = true;
    return this.wanted;
  }

  /** The process plays what it was asked for. */
  loaded(): void {
    this.current = this.isWaiting ? this.asked : EMBEDDED;
    this.isWaiting = false;
    if (this.isAsked) this.before = undefined;
  }

  /**
   * The process could not load it and keeps the one it has. A folder just chosen is forgotten; one that the Set names
   * stays, because its disk may be back tomorrow.
   */
  refused(): void {
    this.isWaiting = false;
    if (this.before === undefined) return;
    this.wanted = this.before;
    this.asked = this.before;
    this.before = undefined;
  }

  /** Another process starts with the embedded model. */
  processEnded(): void {
    this.asked = EMBEDDED;
    this.current = EMBEDDED;
    this.isWaiting = false;
  }
}
