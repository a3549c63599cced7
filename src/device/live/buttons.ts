// What the panel's buttons do. gestures.ts presses them, and the morph pad asks for its rhythm here. Writes
// nothing into Live itself: Generation sends requests, ClipWriter writes clips.

import { ALL_VOICES } from '../../rhythm/voices';
import type { ButtonId } from '../controls/controls';
import type { ClipWriter } from './clips/clip-writer';
import type { Generation } from './generation/generation';
import type { NodeLink } from './host/node-link';
import type { ModelPage } from './pages/model-page';
import type { MorphPad } from './pages/morph-page';
import type { Panel } from './host/panel';
import { readSelectedClip } from './clips/read-clip';
import type { Job } from './generation/pending-request';
import type { LiveSettings } from './pages/current-settings';
import type { CurrentRhythm } from './clips/current-rhythm';
import { writableTrack } from './lom/track';
import type { Report } from './pages/report';
import type { VoicePage } from './pages/voice-page';
import { kitNow, writeTargetFor } from './clips/write-takes';
import { takeName, currentTake } from '../state/history';
import { CORNER_NAMES } from '../state/morph-corners';
import type { StartingRhythms } from '../protocol/payloads';
import { Refusal } from '../protocol/refusal';
import { barChoiceOf, inBars } from '../notes/wire-rhythm';
import { barsOf, countOf, drawSeed, targetOf, withValue, type Settings } from '../controls/settings';

/** All buttons except `loadModel`, which only opens a dialog (see gestures.ts). */
export type ActionButtonId = Exclude<ButtonId, 'loadModel'>;

export interface ButtonsOptions {
  readonly currentRhythm: CurrentRhythm;
  readonly writer: ClipWriter;
  readonly voices: VoicePage;
  readonly pad: MorphPad;
  readonly models: ModelPage;
  readonly generation: Generation;
  readonly link: NodeLink;
  readonly settings: LiveSettings;
  readonly panel: Panel;
  readonly report: Report;
  readonly now: () => number;
}

export class Buttons {
  private readonly actions: Readonly<Record<ActionButtonId, () => void>>;

  constructor(private readonly options: ButtonsOptions) {
    const { currentRhythm, writer, voices, link, settings, report } = options;
    const capture = (index: number) => () => {
      this.capture(index);
    };
    this.actions = {
      generate: () => {
        this.generate();
      },
      write: () => {
        writer.writeAgain(writeTargetFor(targetOf(settings.current)));
      },
      like: () => {
        this.like();
      },
      previous: () => {
        writer.step(-1);
      },
      next: () => {
        writer.step(1);
      },
      star: () => {
        currentRhythm.star();
      },
      reroll: () => {
        this.reroll();
      },
      kitNote: () => {
        voices.useKitNote();
      },
      clearVoices: () => {
        voices.clear();
      },
      cornerA: capture(0),
      cornerB: capture(1),
      cornerC: capture(2),
      cornerD: capture(3),
      restart: () => {
        link.restart();
      },
      report: () => {
        report.make();
      },
    };
  }

  /** @throws Refusal with a sentence for the status line */
  press(id: ActionButtonId): void {
    this.actions[id]();
  }

  /** Asks for the rhythm at a place on the pad, for the grid; false while a request waits or the model is not ready. */
  morph(startingRhythms: StartingRhythms, bars: number): boolean {
    const { generation, settings, voices } = this.options;
    if (generation.isWaiting || !generation.isReady) return false;
    const locked = lockedIn(voices.locks, bars);
    const job = {
      writeTarget: undefined,
      settings: settings.current,
      count: 1,
      bars,
      origin: 'morphed',
    } as const;
    generation.ask({ ...job, startingRhythms: { ...startingRhythms, ...locked } });
    return true;
  }

  private generate(): void {
    const settings = this.options.settings.current;
    const writeTarget = writeTargetFor(targetOf(settings));
    this.seeded();
    this.make({
      writeTarget,
      count: countOf(settings),
      startingRhythms: lockedIn(this.options.voices.locks, barsOf(settings)),
    });
  }

  private like(): void {
    const settings = this.options.settings.current;
    const writeTarget = writeTargetFor(targetOf(settings));
    const { name, rhythm } = this.readClip();
    this.seeded();
    const startingRhythms = { like: rhythm, ...lockedIn(this.options.voices.locks, rhythm.bars) };
    this.make({ writeTarget, count: countOf(settings), startingRhythms, bars: rhythm.bars });
    if (this.options.generation.isReady) this.options.panel.say(`Generating a rhythm like “${name}”…`);
  }

  private reroll(): void {
    const { writer, voices, settings, now } = this.options;
    const { locks } = voices.allButChosen;
    const take = currentTake(this.options.currentRhythm.state.history);
    const anew = ALL_VOICES.filter((voice) => !locks!.voices.includes(voice));
    const writeTarget = writer.currentTarget;
    // Always a new seed: with New seed off, the same drum would come back every time.
    const before = settings.current;
    const seeded = withValue(before, 'seed', drawSeed(now(), before.seed));
    const bars = barChoiceOf(locks!.rhythm);
    this.make({
      writeTarget,
      settings: seeded,
      count: 1,
      bars,
      startingRhythms: lockedIn({ locks: locks! }, bars),
      // A rhythm read from notes of the user's own is less than these: they stay, but for the drum that is re-rolled.
      ...(take && !take.rhythm ? { among: { take, voices: anew } } : {}),
    });
  }

  private capture(index: number): void {
    const { pad, currentRhythm, settings } = this.options;
    if (settings.current.cornerSource === 1) {
      const { name, rhythm } = this.readClip();
      pad.capture(index, rhythm, `“${name}”`);
      return;
    }
    const take = currentTake(currentRhythm.state.history);
    const { rhythm } = currentRhythm;
    if (!take || !rhythm) {
      throw new Refusal(
        'no_rhythm',
        `There is no rhythm for corner ${CORNER_NAMES[index]!} yet. Press Generate, or draw one.`,
      );
    }
    pad.capture(index, inBars(rhythm, barChoiceOf(rhythm)), takeName(take));
  }

  private readClip(): ReturnType<typeof readSelectedClip> {
    return readSelectedClip({ trackId: writableTrack().id, kit: kitNow() });
  }

  private make(job: Omit<Job, 'settings' | 'origin'> & { readonly settings?: Settings }): void {
    const { generation, settings } = this.options;
    generation.ask({ settings: settings.current, ...job, origin: 'generated' });
  }

  /** Draws a new seed if New seed is on. */
  private seeded(): void {
    const { settings, now, panel } = this.options;
    const { newSeed, seed } = settings.current;
    if (newSeed === 1) panel.showSeed(settings.turn('seed', drawSeed(now(), seed)));
  }
}

/** Locks with their rhythm cut or repeated to the requested length. */
function lockedIn({ locks }: StartingRhythms, bars: number): StartingRhythms {
  return locks ? { locks: { ...locks, rhythm: inBars(locks.rhythm, bars) } } : {};
}
