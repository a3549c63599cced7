import { BEATS_PER_BAR } from '../rhythm/grid';
import { EMPTY_BARS } from './grid-view';
import {
  currentTake,
  MAX_STARS,
  movedTo,
  starCount,
  takeName,
  withCurrent,
  withStarTurned,
  withStroke,
  withTake,
  type History,
  type Take,
} from './history';
import { describeKit, GENERAL_MIDI_KIT, type Kit } from './kit';
import { selectClip } from './live-clip';
import type { Schedule } from './live-link';
import { NO_ID } from './live-object';
import type { Loop } from './live-player';
import {
  kitNow,
  orderInHand,
  withClipKept,
  writeCurrent,
  writeTakes,
  type Order,
  type Ours,
  type Written,
} from './live-write';
import { fitted, lengthOf, notesOfRhythm } from './notes';
import type { Rhythm } from './protocol';
import { Refusal } from './refusal';
import { isInside, rhythmOfHits, rhythmOfNotes, withCell, type WireHit } from './rhythm';
import { hitsText } from './share-text';
import { EMPTY_STATE, type State } from './state';
import type { VoiceSettings } from './voice-settings';

export interface StudioOptions {
  readonly schedule: Schedule;
  /** Whether the clip follows what is drawn, muted and morphed. */
  readonly isLive: () => boolean;
  /** The styles of the model in use. */
  readonly styles: () => readonly string[];
  /** The state has changed: keep it with the Set. */
  readonly save: (state: State) => void;
  /** Something that is seen has changed. */
  readonly show: (state: State) => void;
  readonly say: (sentence: string) => void;
}

export const STUDIO_TIMES_MS = {
  /** Least time between two writes of a clip that nobody asked for: each is a step in the undo history of Live. */
  liveWrite: 250,
  /** How long a morph has to rest before the Set keeps it. */
  keep: 500,
} as const;

/** A take that is not in a clip yet, as its maker describes it. */
export type Fresh = Pick<Take, 'origin' | 'seed' | 'style' | 'part' | 'recipe'> & { readonly rhythm: Rhythm };

/** The rhythm in hand, where it came from and where it goes: history, voices, clip. */
export class Studio {
  private current: State = EMPTY_STATE;
  private ours: Ours = { clipId: NO_ID, notes: [] };
  private cancelWrite: (() => void) | undefined;
  private isWriteDue = false;
  private cancelKeep: (() => void) | undefined;

  constructor(private readonly options: StudioOptions) {}

  get state(): State {
    return this.current;
  }

  get kit(): Kit {
    return this.current.kit ?? GENERAL_MIDI_KIT;
  }

  /** The rhythm in the grid, also where it is that of notes that were found. */
  get rhythm(): Rhythm | undefined {
    const take = currentTake(this.current.history);
    return take && (take.rhythm ?? rhythmOfNotes(take.notes, take.region, this.kit).rhythm);
  }

  /** What the player plays. */
  get loop(): Loop | undefined {
    const take = currentTake(this.current.history);
    if (!take) return undefined;
    const { rhythm, region } = take;
    if (rhythm) return { notes: this.played(rhythm), lengthBeats: rhythm.bars * BEATS_PER_BAR };
    const lengthBeats = lengthOf(region);
    return { notes: fitted(take.notes, region, { startBeats: 0, endBeats: lengthBeats }), lengthBeats };
  }

  /** The text that makes the rhythm again on another machine; empty without one. */
  get text(): string {
    const recipe = currentTake(this.current.history)?.recipe;
    const { rhythm } = this;
    return recipe !== undefined && recipe !== '' ? recipe : rhythm ? hitsText(rhythm) : '';
  }

  /** Where a change of the rhythm in hand goes: the clip in hand, or undefined for the grid alone. */
  get orderInHand(): Order | undefined {
    return orderInHand(this.ours);
  }

  /** Takes up what the Set or a preset holds; the notes that this device has replaced stay in memory. */
  recall(stored: State): void {
    const { history } = this.current;
    const hasHistory = history.takes.length > 0;
    this.current = hasHistory ? { ...stored, history } : stored;
    this.readKit();
    // What was stored stays as it is until there is something to add: it may be of a later version.
    if (hasHistory) this.keep();
    else this.options.show(this.current);
  }

  /** Changes what the Set keeps beside the history. */
  update(change: Partial<Omit<State, 'history'>>): void {
    this.current = { ...this.current, ...change };
    this.keep();
  }

  /** Changes the settings of voices; the clip follows where it is to. */
  updateVoices(voices: VoiceSettings): void {
    this.update({ voices });
    this.follow();
  }

  /** Writes rhythms that were asked for, and keeps them. @throws Refusal when Live stands in the way */
  deliver(order: Order, made: readonly Fresh[], remark?: string): void {
    this.current = { ...this.current, kit: kitNow() };
    const takes = made.map((each) => this.takeOf(each));
    this.wrote(this.write(order, takes, 'added'), describeKit(this.kit), remark);
  }

  /** Writes the rhythm in the grid. @throws Refusal when there is none or Live stands in the way */
  writeAgain(order: Order): void {
    const take = currentTake(this.current.history);
    if (!take) throw new Refusal('no_rhythm', 'There is no rhythm yet. Press Generate, or draw one.');
    this.current = { ...this.current, kit: kitNow() };
    this.wrote(this.write(order, [this.rendered(take)], 'current'), describeKit(this.kit));
  }

  /** Puts a rhythm into the grid alone; a morph takes the place of the morph before it. */
  put(made: Fresh): void {
    const take = this.takeOf(made);
    const { history } = this.current;
    const before = currentTake(history);
    const replaces = made.origin === 'morphed' && before?.origin === 'morphed' && !before.isStarred;
    const changed = replaces ? withCurrent(history, take) : withTake(history, take);
    this.current = { ...this.current, history: changed };
    if (made.origin === 'morphed') this.keepSoon();
    else this.keep();
    this.follow();
  }

  /** A stroke of the pen in the grid; velocity 0 clears the cell. */
  draw(hit: WireHit): void {
    const base = this.rhythm ?? rhythmOfHits(EMPTY_BARS, []);
    if (!isInside(base.bars, { ...hit, velocity: Math.max(1, hit.velocity) })) return;
    const { history } = this.current;
    const from = currentTake(history);
    const take = this.takeOf({
      origin: 'drawn',
      seed: from?.seed ?? 0,
      style: from?.style ?? '',
      part: from?.part ?? -1,
      recipe: '',
      rhythm: withCell(base, hit),
    });
    this.current = { ...this.current, history: withStroke(history, take) };
    this.keep();
    this.follow();
  }

  /** One take back or on. @throws Refusal at either end, or when Live stands in the way */
  step(by: -1 | 1): void {
    const kept = withClipKept(this.current.history, this.ours);
    const moved = movedTo(kept, kept.position + by);
    if (!moved) {
      throw new Refusal(
        'no_history',
        by < 0 ? 'There is no earlier rhythm.' : 'There is no later rhythm. Press Generate for a new one.',
      );
    }
    this.bringBack(moved);
  }

  /** To a take by its place. */
  jump(position: number): void {
    const target = this.current.history.takes[position];
    const kept = withClipKept(this.current.history, this.ours);
    const moved = target && movedTo(kept, kept.takes.indexOf(target));
    if (moved) this.bringBack(moved);
  }

  star(): void {
    const { history } = this.current;
    const take = currentTake(history);
    if (!take) throw new Refusal('no_rhythm', 'There is no rhythm to mark yet. Press Generate for one.');
    if (!take.isStarred && starCount(history) >= MAX_STARS) {
      throw new Refusal('no_rhythm', `${MAX_STARS} rhythms are marked. Take a mark away first.`);
    }
    this.current = { ...this.current, history: withStarTurned(history) };
    this.keep();
    this.options.say(`${takeName(take)} ${take.isStarred ? 'is no longer marked' : 'is marked and stays'}`);
  }

  /** Reads the pads; on a track that takes no notes the kit stays, and Generate will say why. */
  readKit(): void {
    try {
      this.current = { ...this.current, kit: kitNow() };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  /** Calls off what is due: the device is being deleted. */
  close(): void {
    this.cancelWrite?.();
    this.cancelKeep?.();
  }

  private bringBack(moved: History): void {
    const written = writeCurrent({ history: moved, styles: this.options.styles(), ours: this.ours });
    const name = takeName(currentTake(moved)!);
    if (written) this.wrote({ ...written, sentence: written.sentence.replace(name, `${name} back`) });
    else {
      this.current = { ...this.current, history: moved };
      this.keep();
      this.options.say(`${name} in the grid; no clip of this track is selected`);
    }
  }

  private write(order: Order, takes: readonly Take[], entry: 'added' | 'current'): Written {
    const { history } = this.current;
    return writeTakes(order, takes, { history, styles: this.options.styles(), ours: this.ours, entry });
  }

  private wrote({ history, ours, sentence }: Written, ...more: readonly (string | undefined)[]): void {
    this.current = { ...this.current, history };
    this.ours = ours;
    // Before anything else is asked of Live: the notes that were replaced have to be kept.
    this.keep();
    selectClip(ours.clipId);
    this.options.say([sentence, ...more].filter((part) => part !== undefined).join(' · '));
  }

  /** The clip follows at once, but not more often than the undo history bears. */
  private follow(): void {
    if (!this.options.isLive()) return;
    if (this.cancelWrite) {
      this.isWriteDue = true;
      return;
    }
    this.writeLive();
    this.cancelWrite = this.options.schedule(STUDIO_TIMES_MS.liveWrite, () => {
      this.cancelWrite = undefined;
      if (!this.isWriteDue) return;
      this.isWriteDue = false;
      this.follow();
    });
  }

  private writeLive(): void {
    try {
      const { history } = this.current;
      const take = currentTake(history);
      if (!take) return;
      const rendered = withCurrent(history, this.rendered(take));
      const written = writeCurrent({ history: rendered, styles: this.options.styles(), ours: this.ours });
      if (!written) return;
      this.current = { ...this.current, history: written.history };
      this.ours = written.ours;
      this.keepSoon();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.options.say(error.message);
    }
  }

  private takeOf(made: Fresh): Take {
    const { bars } = made.rhythm;
    const region = { startBeats: 0, endBeats: bars * BEATS_PER_BAR };
    return { ...made, region, notes: this.played(made.rhythm), isStarred: false };
  }

  /** A take as it sounds with the voices as they are set now. */
  private rendered(take: Take): Take {
    const { rhythm } = take;
    if (!rhythm) return take;
    const region = { startBeats: 0, endBeats: rhythm.bars * BEATS_PER_BAR };
    return { ...take, region, notes: this.played(rhythm) };
  }

  private played(rhythm: Rhythm): Take['notes'] {
    return notesOfRhythm(rhythm, this.kit, this.current.voices);
  }

  private keep(): void {
    this.cancelKeep?.();
    this.cancelKeep = undefined;
    this.options.save(this.current);
    this.options.show(this.current);
  }

  private keepSoon(): void {
    this.options.show(this.current);
    this.cancelKeep?.();
    this.cancelKeep = this.options.schedule(STUDIO_TIMES_MS.keep, () => {
      this.keep();
    });
  }
}
