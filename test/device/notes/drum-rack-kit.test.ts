import assert from 'node:assert/strict';
import { VOICE_IDS, voiceIndex, type VoiceId } from '../../../src/rhythm/voices';
import {
  describeKit,
  GENERAL_MIDI_KIT,
  kitOf,
  voiceOfName,
  voiceOfNote,
  type Kit,
  type KitVoice,
} from '../../../src/device/notes/drum-rack-kit';

const of = (kit: Kit, voice: VoiceId): KitVoice => kit[voiceIndex(voice)]!;

/** The pads of Ableton's own "909 Core Kit", as Live names them. */
const CORE_KIT_909 = [
  { note: 36, name: 'Bass Drum 909' },
  { note: 37, name: 'Rim 909' },
  { note: 38, name: 'Snare 909' },
  { note: 39, name: 'Clap 909' },
  { note: 41, name: 'Tom Low 909' },
  { note: 42, name: 'Hihat Closed 909' },
  { note: 45, name: 'Tom Mid 909' },
  { note: 46, name: 'Hihat Open 909' },
  { note: 48, name: 'Tom Hi 909' },
  { note: 49, name: 'Crash 909' },
  { note: 51, name: 'Ride 909' },
];

describe('a kit', () => {
  it('is General MIDI on a track without a Drum Rack, because samplers and drum plug-ins follow it', () => {
    assert.deepEqual(kitOf([]), GENERAL_MIDI_KIT);
    assert.deepEqual(
      GENERAL_MIDI_KIT.map(({ note }) => note),
      [36, 38, 37, 39, 42, 46, 43, 47, 50, 49, 51, 70],
    );
  });

  it("finds every voice of Ableton's own 909 kit by name, so a stock kit needs no set-up", () => {
    const kit = kitOf(CORE_KIT_909);
    const byName = VOICE_IDS.filter((voice) => of(kit, voice).source === 'name');
    assert.deepEqual(
      byName,
      VOICE_IDS.filter((voice) => voice !== 'percussion'),
    );
    assert.equal(of(kit, 'open-hat').note, 46);
    assert.equal(of(kit, 'closed-hat').note, 42);
    assert.equal(of(kit, 'low-tom').note, 41);
  });

  it('reads a pad by the first of its names that means a drum, and shows that one', () => {
    const kit = kitOf([
      { note: 41, name: 'Multi', otherNames: ['01', 'Sub Kick', 'Snare Click'] },
      { note: 36, name: 'Clap', otherNames: ['Kick'] },
      { note: 38, name: '7', otherNames: ['12'] },
    ]);
    assert.deepEqual(of(kit, 'kick'), { note: 41, padName: 'Sub Kick', source: 'name' });
    assert.deepEqual(of(kit, 'clap'), { note: 36, padName: 'Clap', source: 'name' });
    assert.deepEqual(of(kit, 'snare'), { note: 38, padName: '7', source: 'note' });
    assert.equal(of(kit, 'low-tom').source, 'silent');
  });

  it('follows names to unusual keys, because kits are not all laid out as General MIDI', () => {
    const kit = kitOf([
      { note: 60, name: 'BD2' },
      { note: 61, name: 'ClapDry' },
      { note: 62, name: 'oh_long' },
    ]);
    assert.equal(of(kit, 'kick').note, 60);
    assert.equal(of(kit, 'clap').note, 61);
    assert.equal(of(kit, 'open-hat').note, 62);
  });

  it('trusts the key of a pad whose name says nothing, and not that of one whose name says something else', () => {
    const kit = kitOf([
      { note: 36, name: 'Sample 0012' },
      { note: 38, name: 'Clap' },
    ]);
    assert.deepEqual(of(kit, 'kick'), { note: 36, padName: 'Sample 0012', source: 'note' });
    assert.equal(of(kit, 'clap').note, 38);
    assert.equal(of(kit, 'snare').source, 'neighbour');
  });

  it('borrows the pad of a related voice, and leaves a voice silent rather than play a wrong sound', () => {
    const kit = kitOf([
      { note: 36, name: 'Kick' },
      { note: 39, name: 'Clap' },
    ]);
    assert.deepEqual(of(kit, 'snare'), { note: 39, padName: 'Clap', source: 'neighbour' });
    assert.deepEqual(of(kit, 'ride'), { note: undefined, padName: '', source: 'silent' });
    assert.equal(describeKit(kit), '2 pads, 2 borrowed, 8 silent');
  });

  it('tells open from closed hats and rides from crashes, although their names overlap', () => {
    assert.equal(voiceOfName('Open Hat'), 'open-hat');
    assert.equal(voiceOfName('Hat'), 'closed-hat');
    assert.equal(voiceOfName('Ride Cymbal'), 'ride');
    assert.equal(voiceOfName('Cymbal'), 'crash');
    assert.equal(voiceOfName('Vox Chop'), undefined);
  });

  it('reads a note back as the voice that owns its pad, so that the grid shows a borrowed hit where it sounds', () => {
    const kit = kitOf([{ note: 39, name: 'Clap' }]);
    assert.equal(voiceOfNote(kit, 39), voiceIndex('clap'));
    assert.equal(voiceOfNote(kit, 40), undefined);
  });
});
