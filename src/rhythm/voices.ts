// What each drum voice is: its name, its MIDI keys and its place in the grid. Used by every room that handles
// rhythms. Models, corpora and saved Sets store voices by position: changing the order or the number breaks
// them.

/**
 * The twelve voices of the TR-909, house's own drum machine, with percussion.
 *
 * `note` is the General MIDI key a voice is written as. `notesRead` are all keys read as it: the General MIDI
 * percussion map and the extra zones of a Roland TD-11 kit (22, 26, 40, 44, 47, 50, 52, 53, 55, 57, 58, 59).
 * `padName` recognises the pad of a Drum Rack by its name.
 */
export const VOICES = [
  { id: 'kick', label: 'Kick', note: 36, notesRead: [35, 36], padName: /\b(kick|bd|bass ?drum)\b/i },
  { id: 'snare', label: 'Snare', note: 38, notesRead: [38, 40], padName: /\b(snare|sd|sn)\b/i },
  {
    id: 'rim',
    label: 'Rim',
    note: 37,
    notesRead: [31, 37],
    padName: /\b(rim(shot)?|side ?stick|cross ?stick|rs)\b/i,
  },
  { id: 'clap', label: 'Clap', note: 39, notesRead: [39], padName: /\b(hand)?(clap|cp|snap)s?\b/i },
  {
    id: 'closed-hat',
    label: 'Closed hat',
    note: 42,
    notesRead: [22, 42, 44],
    padName: /\b(closed|ch|chh|hh ?c(losed)?|hi-?hat|hat|hh)\b/i,
  },
  {
    id: 'open-hat',
    label: 'Open hat',
    note: 46,
    notesRead: [26, 46],
    padName: /\b(open|oh|ohh|hh ?o(pen)?)\b/i,
  },
  {
    id: 'low-tom',
    label: 'Low tom',
    note: 43,
    notesRead: [41, 43, 58],
    padName: /\b(low|lo|floor) ?tom\b|\btom ?(low|lo|l)\b|\blt\b/i,
  },
  {
    id: 'mid-tom',
    label: 'Mid tom',
    note: 47,
    notesRead: [45, 47],
    padName: /\bmid ?tom\b|\btom ?(mid|m)\b|\bmt\b/i,
  },
  {
    id: 'high-tom',
    label: 'High tom',
    note: 50,
    notesRead: [48, 50],
    padName: /\b(high|hi) ?tom\b|\btom ?(high|hi|h)\b|\bht\b/i,
  },
  {
    id: 'crash',
    label: 'Crash',
    note: 49,
    notesRead: [49, 52, 55, 57],
    padName: /\b(crash|cr|cymbal|splash|china)\b/i,
  },
  { id: 'ride', label: 'Ride', note: 51, notesRead: [51, 53, 59], padName: /\b(ride|rd)\b/i },
  {
    id: 'percussion',
    label: 'Percussion',
    note: 70,
    notesRead: [
      54, 56, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82,
    ],
    padName:
      /\b(perc(ussion)?|shaker|conga|bongo|cow ?bell|tamb(ourine)?|maracas?|clave|wood ?block|agogo|timbale)s?\b/i,
  },
] as const satisfies readonly VoiceDescription[];

interface VoiceDescription {
  readonly id: string;
  readonly label: string;
  readonly note: number;
  readonly notesRead: readonly number[];
  readonly padName: RegExp;
}

export type VoiceId = (typeof VOICES)[number]['id'];

export const VOICE_COUNT = VOICES.length;

export const VOICE_IDS: readonly VoiceId[] = VOICES.map((voice) => voice.id);

const INDEX_BY_ID = new Map<string, number>(VOICES.map((voice, index) => [voice.id, index]));
const INDEX_BY_NOTE = new Map<number, number>(
  VOICES.flatMap((voice, index) => voice.notesRead.map((note) => [note, index] as const)),
);

/** Position of a voice in the grid, 0–11. */
export function voiceIndex(id: VoiceId): number {
  return INDEX_BY_ID.get(id)!;
}

/** Positions that rooms ask for by name; marked pure so that a bundle drops those it does not use. */
export const KICK = /* @__PURE__ */ voiceIndex('kick');
export const SNARE = /* @__PURE__ */ voiceIndex('snare');
export const RIM = /* @__PURE__ */ voiceIndex('rim');
export const CLAP = /* @__PURE__ */ voiceIndex('clap');
export const CLOSED_HAT = /* @__PURE__ */ voiceIndex('closed-hat');
export const OPEN_HAT = /* @__PURE__ */ voiceIndex('open-hat');
export const CRASH = /* @__PURE__ */ voiceIndex('crash');
export const ALL_VOICES: readonly number[] = /* @__PURE__ */ VOICES.map((_, voice) => voice);

/** The voice at a position of the grid. @throws RangeError outside 0–11. */
export function voiceAt(index: number): (typeof VOICES)[number] {
  const voice = VOICES[index];
  if (!voice) throw new RangeError(`There is no voice ${index}; voices are 0–${VOICE_COUNT - 1}.`);
  return voice;
}

/** Position of the voice that a MIDI key is read as, or undefined where no voice has it. */
export function voiceIndexOfNote(note: number): number | undefined {
  return INDEX_BY_NOTE.get(note);
}
