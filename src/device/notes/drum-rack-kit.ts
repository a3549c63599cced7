// Which MIDI note each voice is played on: found among the pads of a Drum Rack, or General MIDI without one.
// live/ reads the pads (lom/drum-rack-pads.ts) and calls kitOf. The patterns that pad names are matched
// against are `padName` in src/rhythm/voices.ts.

import { VOICES, type VoiceId, voiceIndex, voiceIndexOfNote } from '../../rhythm/voices';

/** A filled pad of a Drum Rack. */
export interface Pad {
  readonly note: number;
  readonly name: string;
  /** What else may tell its drum, most telling first: layers, instruments, samples. */
  readonly otherNames?: readonly string[];
}

/**
 * How a voice came to its note. `name`: a pad by its name · `note`: a pad on the voice's General MIDI keys ·
 * `neighbour`: a related voice's pad · `general-midi`: no Drum Rack · `silent`: no pad fits · `chosen`: the user's own.
 * Saved by index: new ones go last.
 */
export const KIT_SOURCES = ['name', 'note', 'neighbour', 'general-midi', 'silent', 'chosen'] as const;
export type KitSource = (typeof KIT_SOURCES)[number];

export interface KitVoice {
  /** Undefined for a voice that stays silent. */
  readonly note: number | undefined;
  /** The voice's own label without a Drum Rack; empty for a silent voice. */
  readonly padName: string;
  readonly source: KitSource;
}

/** One entry per voice, in grid order. */
export type Kit = readonly KitVoice[];

/** What plays a voice that the kit lacks, nearest first; a voice not listed stays silent. */
const NEIGHBOURS: Partial<Record<VoiceId, readonly VoiceId[]>> = {
  snare: ['clap', 'rim'],
  rim: ['snare', 'clap', 'percussion'],
  clap: ['snare', 'rim'],
  'closed-hat': ['open-hat', 'ride'],
  'open-hat': ['closed-hat', 'ride'],
  'low-tom': ['mid-tom', 'high-tom'],
  'mid-tom': ['low-tom', 'high-tom'],
  'high-tom': ['mid-tom', 'low-tom'],
  crash: ['ride', 'open-hat'],
  ride: ['crash', 'open-hat', 'closed-hat'],
  percussion: ['rim'],
};

/**
 * The order in which names are tried: "Open Hat" is also a hat, "Ride Cymbal" also a cymbal, "Rim Snare" also a snare,
 * and "Clap Kick" is more likely a clap.
 */
const NAME_ORDER: readonly VoiceId[] = [
  'open-hat',
  'closed-hat',
  'ride',
  'crash',
  'rim',
  'clap',
  'snare',
  'low-tom',
  'mid-tom',
  'high-tom',
  'percussion',
  'kick',
];

/** The General MIDI kit, for a track without a Drum Rack. */
export const GENERAL_MIDI_KIT: Kit = VOICES.map(({ note, label }) => ({
  note,
  padName: label,
  source: 'general-midi',
}));

/**
 * Finds a pad for every voice: by its name, else the pad on the voice's General MIDI keys unless its name says
 * something else, else a related voice's pad, else silence. Without pads, General MIDI.
 */
export function kitOf(pads: readonly Pad[]): Kit {
  if (pads.length === 0) return GENERAL_MIDI_KIT;
  const sorted = [...pads].sort((a, b) => a.note - b.note);
  const told = sorted.map((pad) => ({ ...pad, ...drumOf(pad) }));
  const own = VOICES.map((voice, index): KitVoice | undefined => {
    const named = told.find((pad) => pad.voice === voice.id);
    if (named) return { note: named.note, padName: named.name, source: 'name' };
    const keyed = told.find((pad) => voiceIndexOfNote(pad.note) === index && pad.voice === undefined);
    return keyed && { note: keyed.note, padName: keyed.name, source: 'note' };
  });
  return VOICES.map((voice, index) => own[index] ?? neighbourOf(voice.id, own));
}

/** The voice that a pad is for by the first of its names that means one, and that name. */
function drumOf({ name, otherNames = [] }: Pad): { voice: VoiceId | undefined; name: string } {
  const telling = [name, ...otherNames].find((each) => voiceOfName(each) !== undefined) ?? name;
  return { voice: voiceOfName(telling), name: telling };
}

function neighbourOf(voice: VoiceId, own: readonly (KitVoice | undefined)[]): KitVoice {
  for (const neighbour of NEIGHBOURS[voice] ?? []) {
    const played = own[voiceIndex(neighbour)];
    if (played) return { ...played, source: 'neighbour' };
  }
  return { note: undefined, padName: '', source: 'silent' };
}

/** The voice that a pad's name means, or undefined. */
export function voiceOfName(name: string): VoiceId | undefined {
  const words = spacedWords(name);
  return NAME_ORDER.find((voice) => VOICES[voiceIndex(voice)]!.padName.test(words));
}

/** Puts spaces where people leave them out: "Kick_909", "ClapDry", "BD2". */
function spacedWords(name: string): string {
  return name
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d)/g, '$1 $2')
    .replace(/(\d)([A-Za-z])/g, '$1 $2');
}

/** The voice whose own pad has a note, in grid order; undefined for a note that no voice plays. */
export function voiceOfNote(kit: Kit, note: number): number | undefined {
  const own = kit.findIndex((voice) => voice.note === note && voice.source !== 'neighbour');
  return own >= 0 ? own : undefined;
}

/** The kit in a few words, for the status line. */
export function describeKit(kit: Kit): string {
  if (kit.every(({ source }) => source === 'general-midi')) return 'General MIDI notes';
  const own = kit.filter(({ source }) => source === 'name' || source === 'note').length;
  const borrowed = kit.filter(({ source }) => source === 'neighbour').length;
  const silent = kit.length - own - borrowed;
  const parts = [`${own} pads`];
  if (borrowed > 0) parts.push(`${borrowed} borrowed`);
  if (silent > 0) parts.push(`${silent} silent`);
  return parts.join(', ');
}
