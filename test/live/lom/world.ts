import type { LomObject } from './object';

/** A refusal by Live, as it appears in the Max console. */
export class LiveError extends Error {}

/** The bare number that Live answers with where it refuses without a word. */
export const REFUSED = 1;

/** A change that can be taken back, and made again. */
interface Change {
  readonly label: string;
  readonly act: () => () => void;
  takeBack: () => void;
}

interface Step {
  readonly burst: number;
  readonly changes: Change[];
}

/** What one press of Undo takes back. */
export interface UndoStep {
  readonly burst: number;
  readonly labels: string[];
}

type Listener = () => void;

/** Live's objects by id, who observes them, and the undo history. */
export class LiveWorld {
  private readonly byId = new Map<number, LomObject>();
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly history: Step[] = [];
  private undone: Step[] = [];
  private readonly deaths = new Map<number, number>();
  private lastId = 0;
  private notifying = 0;
  private isUndoing = false;
  private handCount = 0;
  constructor(
    /** The version of Live, for what only later ones have. */
    readonly version: readonly [number, number, number] = [12, 2, 5],
  ) {}

  isAtLeast(major: number, minor: number): boolean {
    return this.version[0] > major || (this.version[0] === major && this.version[1] >= minor);
  }

  /** Number of the burst now running: writes of one burst fold into one undo step. */
  currentBurst: () => number = () => 0;

  /** Live's clock, in ms, on which the transport runs. */
  nowMs: () => number = () => 0;

  add(object: LomObject): number {
    this.lastId += 1;
    this.byId.set(this.lastId, object);
    return this.lastId;
  }

  find(id: number): LomObject | undefined {
    return this.byId.get(id);
  }

  /** Forgets a deleted object, so that its id means nothing any more; ids are never given out again. */
  remove(object: LomObject): void {
    this.byId.delete(object.id);
    this.deaths.set(object.id, this.life(object.id) + 1);
  }

  /** How often the object of an id has been deleted. */
  life(id: number): number {
    return this.deaths.get(id) ?? 0;
  }

  /** Brings back an object that undo revives, under its old id. */
  revive(object: LomObject): void {
    this.byId.set(object.id, object);
  }

  /**
   * Carries out a change of the Set and notes how to take it back.
   * @throws LiveError inside an observer's callback and during undo and redo, where Live forbids changes.
   */
  change(label: string, act: () => () => void): void {
    if (this.isUndoing) throw new LiveError('Changes cannot be triggered during undo or redo.');
    if (this.notifying > 0) {
      throw new LiveError(
        'Changes cannot be triggered by notifications. You will need to defer your response.',
      );
    }
    const change = { label, act, takeBack: act() };
    this.undone = [];
    const burst = this.currentBurst();
    const last = this.history.at(-1);
    if (last?.burst === burst) last.changes.push(change);
    else this.history.push({ burst, changes: [change] });
  }

  /** Runs what a player does by hand: an undo step of its own. */
  byHand(action: () => void): void {
    const { currentBurst } = this;
    this.handCount += 1;
    const burst = -this.handCount;
    this.currentBurst = () => burst;
    try {
      action();
    } finally {
      this.currentBurst = currentBurst;
    }
  }

  get undoSteps(): readonly UndoStep[] {
    return this.history.map(({ burst, changes }) => ({ burst, labels: changes.map(({ label }) => label) }));
  }

  /** Takes back the last step; false when there is none. */
  undo(): boolean {
    const step = this.history.pop();
    if (!step) return false;
    this.undone.push(step);
    this.whileUndoing(() => {
      for (const { takeBack } of step.changes.toReversed()) takeBack();
    });
    return true;
  }

  /** Makes the step again that was taken back last; false when there is none. */
  redo(): boolean {
    const step = this.undone.pop();
    if (!step) return false;
    this.whileUndoing(() => {
      for (const change of step.changes) change.takeBack = change.act();
    });
    this.history.push(step);
    return true;
  }

  private whileUndoing(action: () => void): void {
    this.isUndoing = true;
    try {
      action();
    } finally {
      this.isUndoing = false;
    }
  }

  /** Calls the listener whenever the property changes; returns how to stop. */
  observe(id: number, property: string, listener: Listener): () => void {
    const key = `${id} ${property}`;
    const listeners = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Tells the observers; while they listen nothing may change. */
  notify(object: LomObject, property: string): void {
    for (const listener of [...(this.listeners.get(`${object.id} ${property}`) ?? [])])
      this.whileNotifying(listener);
  }

  whileNotifying(listener: Listener): void {
    this.notifying += 1;
    try {
      listener();
    } finally {
      this.notifying -= 1;
    }
  }
}
