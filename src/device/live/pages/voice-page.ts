// The Voice page and the locks and mutes of the grid: what is set for single voices, and which voices a
// request must leave alone. gestures.ts turns its controls, buttons.ts asks for the locks.

import { VOICE_COUNT } from '../../../rhythm/voices';
import type { Panel } from '../host/panel';
import type { CurrentRhythm } from '../clips/current-rhythm';
import {
  familyOf,
  lockedVoices,
  PLAIN_VOICES,
  playedKit,
  withVoice,
  type VoiceSetting,
} from '../../notes/voice-settings';
import type { StartingRhythms } from '../../protocol/payloads';
import { Refusal } from '../../protocol/refusal';

export class VoicePage {
  /** By grid index; −1 for none. */
  private voice = -1;

  constructor(
    private readonly currentRhythm: CurrentRhythm,
    private readonly panel: Pick<Panel, 'showValue'>,
  ) {}

  get chosen(): number {
    return this.voice;
  }

  /** Shows a voice on the page; −1 for none. */
  choose(voice: number): void {
    if (voice < -1 || voice >= VOICE_COUNT) return;
    this.voice = voice;
    this.show();
    this.currentRhythm.update({});
  }

  toggleLock(voice: number): void {
    this.change(voice, (setting) => ({ ...setting, isLocked: !setting.isLocked }));
  }

  toggleMute(voice: number): void {
    this.change(voice, (setting) => ({ ...setting, isMuted: !setting.isMuted }));
  }

  /** Changes the chosen voice; without one nothing. */
  set(change: Partial<VoiceSetting>): void {
    this.change(this.voice, (setting) => ({ ...setting, ...change }));
  }

  /** Drops the note the user chose: the voice plays its pad again. */
  useKitNote(): void {
    this.change(this.voice, ({ isLocked, isMuted, velocityPercent }) => ({
      isLocked,
      isMuted,
      velocityPercent,
    }));
  }

  /** Removes every lock and mute. */
  clear(): void {
    const { voices } = this.currentRhythm.state;
    this.currentRhythm.updateVoices(
      voices.map((setting) => ({ ...setting, isLocked: false, isMuted: false })),
    );
    this.show();
  }

  /** The locked voices of the current rhythm, which a request keeps; empty without either. */
  get locks(): StartingRhythms {
    const { rhythm, state } = this.currentRhythm;
    const voices = lockedVoices(state.voices);
    return rhythm && voices.length > 0 ? { locks: { voices, rhythm } } : {};
  }

  /**
   * What a reroll of the page's voice keeps: all but that voice and its unlocked family.
   * @throws Refusal without a voice or a rhythm
   */
  get allButChosen(): StartingRhythms {
    const { rhythm, state } = this.currentRhythm;
    if (this.voice < 0) {
      throw new Refusal('no_rhythm', 'No drum is chosen. Click a name in the grid.');
    }
    if (!rhythm) throw new Refusal('no_rhythm', 'There is no rhythm yet. Press Generate, or draw one.');
    const anew = familyOf(this.voice).filter(
      (voice) => voice === this.voice || !state.voices[voice]!.isLocked,
    );
    const voices = PLAIN_VOICES.map((_, voice) => voice).filter((voice) => !anew.includes(voice));
    return { locks: { voices, rhythm } };
  }

  private change(voice: number, change: (setting: VoiceSetting) => VoiceSetting): void {
    if (voice < 0) return;
    this.currentRhythm.updateVoices(withVoice(this.currentRhythm.state.voices, voice, change));
    if (voice === this.voice) this.show();
  }

  private show(): void {
    const { voices } = this.currentRhythm.state;
    const setting = voices[this.voice] ?? PLAIN_VOICES[0]!;
    const note = playedKit(this.currentRhythm.kit, voices)[this.voice]?.note;
    this.panel.showValue('voice', this.voice + 1);
    this.panel.showValue('voiceLock', setting.isLocked ? 1 : 0);
    this.panel.showValue('voiceMute', setting.isMuted ? 1 : 0);
    this.panel.showValue('voiceVelocity', setting.velocityPercent);
    if (note !== undefined) this.panel.showValue('voiceNote', note);
  }
}
