// The rhythm in the grid (the current take) and what the user does to it: draw, star, set voices. Used by
// buttons.ts, gestures.ts, Generation and the pages. Changes are saved through KeptState and reach a clip
// only through ClipWriter.

import { BEATS_PER_BAR } from '../../../rhythm/grid';
import { VOICES } from '../../../rhythm/voices';
import { EMPTY_BARS } from '../../display/grid-view';
import {
  currentTake,
  MAX_STARS,
  starCount,
  takeName,
  withCurrent,
  withStarTurned,
  withStroke,
  withTake,
  type Take,
} from '../../state/history';
import type { Kit } from '../../notes/drum-rack-kit';
import type { ClipWriter } from './clip-writer';
import type { Panel } from '../host/panel';
import type { Loop } from './loop-player';
import type { KeptState } from './kept-state';
import { kitNow } from './write-takes';
import { fitted, lengthOf } from '../../notes/clip-notes';
import {
  kitInUse,
  notesToWrite,
  ownTake,
  playedNotes,
  takeOf,
  withVoicesFollowed,
  type PlayingNow,
  type TakeDescription,
} from '../../state/played-take';
import { voicesChanged, withOwnCell } from '../../notes/own-notes';
import type { WireRhythm } from '../../protocol/payloads';
import { Refusal } from '../../protocol/refusal';
import { isInside, rhythmOfHits, rhythmOfNotes, withCell, type WireHit } from '../../notes/wire-rhythm';
import { shownText } from '../../state/share-text';
import type { State } from '../../state/state';
import type { VoiceSettings } from '../../notes/voice-settings';

export interface CurrentRhythmOptions {
  readonly kept: KeptState;
  readonly writer: Pick<ClipWriter, 'follow' | 'withClipFollowed'>;
  readonly panel: Pick<Panel, 'say'>;
}

export class CurrentRhythm {
  constructor(private readonly options: CurrentRhythmOptions) {}

  get state(): State {
    return this.options.kept.state;
  }

  get playing(): PlayingNow {
    return this.options.kept.playing;
  }

  get kit(): Kit {
    return kitInUse(this.state);
  }

  /** The rhythm in the grid; for notes found in a clip, the one read from them. Undefined without a take. */
  get rhythm(): WireRhythm | undefined {
    const take = currentTake(this.state.history);
    return take && (take.rhythm ?? this.readIn(take));
  }

  /** The current take as it sounds; undefined without one. */
  get loop(): Loop | undefined {
    const take = currentTake(this.state.history);
    if (!take) return undefined;
    const { rhythm, region } = take;
    const { playing } = this.options.kept;
    if (rhythm) return { notes: playedNotes(rhythm, playing), lengthBeats: rhythm.bars * BEATS_PER_BAR };
    const lengthBeats = lengthOf(region);
    const notes = notesToWrite(take, playing);
    return { notes: fitted(notes, region, { startBeats: 0, endBeats: lengthBeats }), lengthBeats };
  }

  /** The text that reproduces the rhythm in another device. Empty without a rhythm. */
  get text(): string {
    const { recipe = '', rhythm } = currentTake(this.state.history) ?? {};
    // What is read from notes need not be what the recipe makes.
    return shownText(recipe, recipe === '' ? this.rhythm : rhythm);
  }

  /** Loads the state of the Set or a preset. A history in memory stays: it may hold the only copy of replaced notes. */
  recall(stored: State): void {
    const { kept } = this.options;
    const { history } = this.state;
    const hasHistory = history.takes.length > 0;
    kept.replace(hasHistory ? { ...stored, history } : stored);
    this.readKit();
    // The stored state is not rewritten without need: it may come from a later version.
    if (hasHistory) kept.keep();
    else kept.show();
  }

  /** Changes and saves everything except the history. */
  update(change: Partial<Omit<State, 'history'>>): void {
    this.options.kept.keep(change);
  }

  /**
   * Remembers the name of the chosen style. @param isSaved false where the user has chosen nothing: then the next save
   * takes it along. Not saved at once even so, for a preset brings its style before its state.
   */
  keepStyle(style: string, isSaved: boolean): void {
    const { kept } = this.options;
    if (style === this.state.style) return;
    if (isSaved) kept.keepSoon({ style });
    else kept.change({ style });
  }

  /** Changes the settings of voices; the clip follows if Live update is on. */
  updateVoices(voices: VoiceSettings): void {
    const { history, voices: before } = this.state;
    const take = currentTake(history);
    const changed = voicesChanged(before, voices);
    // Notes of the user's own follow only what is set while they are in the grid.
    const isOwn = take !== undefined && !take.rhythm && changed.length > 0;
    const followed = isOwn ? withCurrent(history, withVoicesFollowed(take, changed)) : history;
    this.options.kept.keep({ voices, history: followed });
    this.options.writer.follow();
  }

  /** Puts a rhythm into the grid; a morph replaces the previous morph unless that is starred. */
  put(take: Take): void {
    const { kept, writer } = this.options;
    const { history } = this.state;
    const before = currentTake(history);
    const replaces = take.origin === 'morphed' && before?.origin === 'morphed' && !before.isStarred;
    const changed = replaces ? withCurrent(history, take) : withTake(history, take);
    if (take.origin === 'morphed') kept.keepSoon({ history: changed });
    else kept.keep({ history: changed });
    writer.follow();
  }

  /**
   * A stroke of the pen in the grid; velocity 0 clears the cell. In a take without a rhythm it touches the notes of
   * that cell alone.
   * @throws Refusal where notes of the user's own cannot take the hit
   */
  draw(hit: WireHit): void {
    const { kept, writer } = this.options;
    const history = writer.withClipFollowed();
    const from = currentTake(history);
    const base = from ? (from.rhythm ?? this.readIn(from)) : rhythmOfHits(EMPTY_BARS, []);
    if (!isInside(base.bars, { ...hit, velocity: Math.max(1, hit.velocity) })) return;
    const drawn = from && !from.rhythm ? this.drawnAmongOwn(from, hit) : this.drawnOn(base, hit, from);
    kept.keep({ history: withStroke(history, drawn) });
    writer.follow();
  }

  private drawnOn(base: WireRhythm, hit: WireHit, from: Take | undefined): Take {
    const description: TakeDescription = {
      origin: 'drawn',
      seed: from?.seed ?? 0,
      style: from?.style ?? '',
      part: from?.part ?? -1,
      recipe: '',
    };
    return takeOf(withCell(base, hit), description, this.options.kept.playing);
  }

  private drawnAmongOwn(from: Take, hit: WireHit): Take {
    const notes = withOwnCell(from, hit, { ...this.options.kept.playing, kit: this.kit });
    if (notes === 'silent') {
      const { label } = VOICES[hit.voice]!;
      throw new Refusal(
        'nothing_mapped',
        `No pad plays the ${label.toLowerCase()}. Give it a note on the Voice page.`,
      );
    }
    if (notes === 'beyond') {
      throw new Refusal(
        'no_room',
        'The loop of these notes ends before that step. Draw further to the left.',
      );
    }
    return ownTake(from, notes);
  }

  /** Toggles the star of the current take. @throws Refusal if there is none, or too many are starred */
  star(): void {
    const { history } = this.state;
    const take = currentTake(history);
    if (!take) throw new Refusal('no_rhythm', 'There is no rhythm to star yet. Press Generate, or draw one.');
    if (!take.isStarred && starCount(history) >= MAX_STARS) {
      throw new Refusal('no_room', `${MAX_STARS} rhythms are starred. Remove a star first.`);
    }
    this.options.kept.keep({ history: withStarTurned(history) });
    this.options.panel.say(
      `${takeName(take)} ${take.isStarred ? 'is no longer starred' : 'is starred and stays in the history'}`,
    );
  }

  private readIn({ notes, region }: Take): WireRhythm {
    return rhythmOfNotes(notes, region, this.kit, this.state.voices).rhythm;
  }

  /** Reads the pads. If the track cannot be written to, the kit stays as it is: Generate will say why. */
  private readKit(): void {
    try {
      this.options.kept.change({ kit: kitNow() });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}
