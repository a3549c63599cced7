// Guesses which drums made a sound from the frequency bands that set in together.
// Called by heard.ts for analyses that name no drums, such as Spotify's.

import type { VoiceId } from '../../rhythm/voices';

/** What onsets per band and the segment around them tell of one sound. */
export interface BandSound {
  /** Which bands set in, 0 the lowest. */
  readonly bands: ReadonlySet<number>;
  readonly bandCount: number;
  readonly idiom: Idiom;
  /** 16ths after the beat, 0–3. */
  readonly stepInBeat: number;
  /** Against the track's other sounds, in standard deviations. */
  readonly brightness: number;
  /** Whether it rings on into the next sound. */
  readonly rings: boolean;
}

type BandVoice = 'kick' | 'snare' | 'clap' | 'closed-hat' | 'open-hat' | 'low-tom' | 'percussion';

/**
 * How surely each of eight bands of equal width (690 Hz each up to 5.5 kHz) sets in with a voice: a kick is below the
 * second, a clap above the first, a snare has body and noise, hats are at the top.
 */
const BANDS_OF_VOICE: Readonly<Record<BandVoice, readonly number[]>> = {
  kick: [0.97, 0.3, 0.1, 0.05, 0.03, 0.02, 0.02, 0.02],
  'low-tom': [0.9, 0.8, 0.4, 0.1, 0.03, 0.02, 0.02, 0.02],
  snare: [0.9, 0.9, 0.9, 0.9, 0.9, 0.85, 0.8, 0.75],
  clap: [0.15, 0.9, 0.95, 0.95, 0.9, 0.8, 0.7, 0.6],
  percussion: [0.1, 0.6, 0.8, 0.7, 0.4, 0.2, 0.1, 0.05],
  'closed-hat': [0.02, 0.02, 0.03, 0.05, 0.2, 0.7, 0.9, 0.95],
  'open-hat': [0.02, 0.02, 0.05, 0.1, 0.3, 0.75, 0.9, 0.95],
};

/** A kick on every beat, under the claps too, or a broken beat with snares in place of kicks. */
export type Idiom = 'floor' | 'broken';

/** How likely each voice is at all on the beat and on the three 16ths after it. */
const PRIOR: Readonly<Record<Idiom, Readonly<Record<BandVoice, readonly number[]>>>> = {
  floor: {
    kick: [0.9, 0.06, 0.1, 0.1],
    'low-tom': [0.02, 0.04, 0.04, 0.05],
    snare: [0.1, 0.05, 0.06, 0.08],
    clap: [0.4, 0.03, 0.05, 0.05],
    percussion: [0.08, 0.1, 0.1, 0.12],
    'closed-hat': [0.3, 0.35, 0.5, 0.35],
    'open-hat': [0.02, 0.02, 0.25, 0.03],
  },
  broken: {
    kick: [0.45, 0.12, 0.25, 0.15],
    'low-tom': [0.02, 0.04, 0.04, 0.05],
    snare: [0.45, 0.08, 0.1, 0.12],
    clap: [0.1, 0.02, 0.03, 0.03],
    percussion: [0.08, 0.1, 0.1, 0.12],
    'closed-hat': [0.5, 0.35, 0.5, 0.35],
    'open-hat': [0.02, 0.02, 0.2, 0.03],
  },
};

/** How much a standard deviation of brightness speaks for a voice, in logarithms of odds. */
const BRIGHTNESS: Readonly<Record<BandVoice, number>> = {
  kick: -0.5,
  'low-tom': -0.5,
  snare: 0.1,
  clap: 0.2,
  percussion: 0,
  'closed-hat': 0.5,
  'open-hat': 0.5,
};

/** How much ringing speaks for an open hat and its absence against it, in logarithms of odds. */
const RINGING = 2;
/** Probability that a band sets in without a drum. */
const STRAY_ONSET = 0.03;

const NAMES = Object.keys(BANDS_OF_VOICE) as BandVoice[];
/** Every set of at most three voices that can sound together. */
const SETS: readonly (readonly BandVoice[])[] = setsOf(NAMES, 3).filter(isPlayable);

/** The voices that most likely made a sound: the set of them with the highest posterior, bands taken as independent. */
export function voicesOfBands(sound: BandSound): readonly VoiceId[] {
  let best: readonly BandVoice[] = [];
  let bestScore = -Infinity;
  for (const voices of SETS) {
    const score = posteriorOf(voices, sound);
    if (score > bestScore) {
      best = voices;
      bestScore = score;
    }
  }
  return best;
}

/** A sound with at least this share of the bands is a snare or clap, with or without a kick below it. */
const BROAD_SHARE = 0.6;
/** A kick on at least this share of the beats that a snare or clap does not cover makes four on the floor. */
const FLOOR_SHARE = 0.8;

/**
 * Counts the kicks on beats without a snare or clap: whether a kick lies below a clap cannot be heard, but it
 * is as sure as on the other beats.
 */
export function idiomOf(
  soundsOnBeats: readonly Pick<BandSound, 'bands' | 'bandCount'>[],
  beats: number,
): Idiom {
  const plain = soundsOnBeats.filter(({ bands, bandCount }) => bands.size < BROAD_SHARE * bandCount);
  const broad = soundsOnBeats.length - plain.length;
  const kicks = plain.filter(({ bands }) => bands.has(0)).length;
  return kicks >= FLOOR_SHARE * (beats - broad) ? 'floor' : 'broken';
}

function posteriorOf(voices: readonly BandVoice[], sound: BandSound): number {
  let score = 0;
  for (const voice of NAMES) {
    const prior = PRIOR[sound.idiom][voice][sound.stepInBeat]!;
    const isIn = voices.includes(voice);
    score += Math.log(isIn ? prior : 1 - prior);
    if (!isIn) continue;
    score += BRIGHTNESS[voice] * sound.brightness;
    if (voice === 'open-hat') score += sound.rings ? RINGING : -RINGING;
  }
  for (let band = 0; band < sound.bandCount; band++) {
    // Another number of bands is read as eight: it is where they lie that counts.
    const place = Math.floor((band * 8) / sound.bandCount);
    const silence = voices.reduce(
      (product, voice) => product * (1 - BANDS_OF_VOICE[voice][place]!),
      1 - STRAY_ONSET,
    );
    score += Math.log(sound.bands.has(band) ? 1 - silence : silence);
  }
  return score;
}

function setsOf(names: readonly BandVoice[], most: number): BandVoice[][] {
  const [first, ...rest] = names;
  if (first === undefined || most === 0) return [[]];
  return [...setsOf(rest, most), ...setsOf(rest, most - 1).map((set) => [first, ...set])];
}

/** One hat at a time, and snare or clap: bands cannot tell them together from either alone. */
function isPlayable(voices: readonly BandVoice[]): boolean {
  const has = (voice: BandVoice): boolean => voices.includes(voice);
  return !(has('closed-hat') && has('open-hat')) && !(has('snare') && has('clap'));
}
