import assert from 'node:assert/strict';
import type { CurrentRhythm } from '../../../../src/device/live/clips/current-rhythm';
import { VoicePage } from '../../../../src/device/live/pages/voice-page';
import { GENERAL_MIDI_KIT } from '../../../../src/device/notes/drum-rack-kit';
import type { VoiceSettings } from '../../../../src/device/notes/voice-settings';
import { rhythmOfHits } from '../../../../src/device/notes/wire-rhythm';
import { EMPTY_STATE } from '../../../../src/device/state/state';
import { VOICE_COUNT, voiceIndex } from '../../../../src/rhythm/voices';

const CLAP = voiceIndex('clap');

/** A page over a rhythm that keeps the voices, and what its controls show. */
function newPage(rhythm = rhythmOfHits(1, [])) {
  const shown: Record<string, number> = {};
  const current = {
    state: EMPTY_STATE,
    kit: GENERAL_MIDI_KIT,
    rhythm,
    update: () => undefined,
    updateVoices(voices: VoiceSettings): void {
      current.state = { ...current.state, voices };
    },
  };
  const page = new VoicePage(current as unknown as CurrentRhythm, {
    showValue: (id, value) => (shown[id] = value),
  });
  return { page, shown, current };
}

describe('the page of one voice', () => {
  it('shows the voice that was chosen as it is set', () => {
    const { page, shown } = newPage();
    page.choose(CLAP);
    assert.deepEqual(shown, {
      voice: CLAP + 1,
      voiceLock: 0,
      voiceMute: 0,
      voiceVelocity: 100,
      voiceNote: 39,
    });
    page.set({ isLocked: true, velocityPercent: 40 });
    page.toggleMute(CLAP);
    page.set({ note: 50 });
    assert.deepEqual(shown, {
      voice: CLAP + 1,
      voiceLock: 1,
      voiceMute: 1,
      voiceVelocity: 40,
      voiceNote: 50,
    });
    page.useKitNote();
    assert.equal(shown.voiceNote, 39);
    assert.deepEqual([shown.voiceLock, shown.voiceMute, shown.voiceVelocity], [1, 1, 40]);
  });

  it('shows nothing set, and sets nothing, where no voice is chosen', () => {
    const { page, shown, current } = newPage();
    page.choose(-1);
    page.set({ isLocked: true });
    assert.deepEqual([shown.voice, shown.voiceLock, shown.voiceMute, shown.voiceVelocity], [0, 0, 0, 100]);
    assert.equal(current.state, EMPTY_STATE);
  });

  it('takes no voice that there is not', () => {
    const { page } = newPage();
    page.choose(VOICE_COUNT - 1);
    for (const none of [-2, VOICE_COUNT]) page.choose(none);
    assert.equal(page.chosen, VOICE_COUNT - 1);
  });

  it('locks and mutes a voice of the grid without going to its page', () => {
    const { page, shown, current } = newPage();
    page.toggleLock(0);
    page.toggleMute(0);
    page.toggleLock(1);
    page.toggleLock(1);
    const [kick, other] = current.state.voices;
    assert.deepEqual([kick!.isLocked, kick!.isMuted, other!.isLocked], [true, true, false]);
    assert.deepEqual([shown, page.chosen], [{}, -1]);
  });
});
