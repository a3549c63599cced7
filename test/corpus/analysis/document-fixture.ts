import type { Analysis, Segment } from '../../../src/corpus/analysis/document';
import { bandOnsets, encodeRhythmstring } from '../../../src/corpus/analysis/rhythmstring';
import { STEPS_PER_BAR, STEPS_PER_BEAT } from '../../../src/rhythm/grid';
import { hitsOf, stepCount, type Pattern } from '../../../src/rhythm/pattern';
import { voiceAt, type VoiceId } from '../../../src/rhythm/voices';

export interface DocumentOptions {
  readonly tempoBpm?: number;
  /** Where the first downbeat lies, in seconds. */
  readonly startSeconds?: number;
  /** Beats before the first downbeat that the document has too. */
  readonly beatsBefore?: number;
  readonly beatConfidence?: (beat: number) => number;
}

/** Which of eight bands, low to high, set in with each voice. */
const BANDS: Readonly<Partial<Record<VoiceId, readonly number[]>>> = {
  kick: [0],
  snare: [0, 1, 2, 3, 4, 5, 6, 7],
  clap: [1, 2, 3, 4, 5, 6],
  'closed-hat': [5, 6, 7],
  'open-hat': [5, 6, 7],
  'low-tom': [0, 1],
  percussion: [1, 2, 3],
};
const BAND_COUNT = 8;
const BRIGHTNESS: Readonly<Partial<Record<VoiceId, number>>> = {
  kick: -60,
  'closed-hat': 60,
  'open-hat': 60,
};

/** A whole analysis document, as Spotify's, of a pattern: every key it has, rhythmstring included. */
export function documentOf(pattern: Pattern, options: DocumentOptions = {}): Analysis {
  const { tempoBpm = 125, startSeconds = 0.35, beatsBefore = 0, beatConfidence = () => 0.6 } = options;
  const beatSeconds = 60 / tempoBpm;
  const stepSeconds = beatSeconds / STEPS_PER_BEAT;
  const beatCount = stepCount(pattern) / STEPS_PER_BEAT + beatsBefore;
  const first = startSeconds - beatsBefore * beatSeconds;
  const duration = startSeconds + stepCount(pattern) * stepSeconds + 0.2;
  const sounds = soundsOf(pattern, startSeconds, stepSeconds);
  const bands = Array.from({ length: BAND_COUNT }, (_, band) =>
    sounds.filter(({ voices }) => voices.some((voice) => BANDS[voice]?.includes(band))).map((s) => s.seconds),
  );
  const times = (count: number, every: number, from: number, confidence: (at: number) => number) =>
    Array.from({ length: count }, (_, at) => ({
      start: from + at * every,
      duration: every,
      confidence: confidence(at),
    }));
  return {
    meta: { analyzer_version: '4.0.0', platform: 'synthetic', status_code: 0, timestamp: 0 },
    track: {
      num_samples: Math.round(duration * 22050),
      duration,
      tempo: tempoBpm,
      tempo_confidence: 0.8,
      time_signature: 4,
      time_signature_confidence: 0.9,
      key: 9,
      key_confidence: 0.4,
      mode: 0,
      mode_confidence: 0.4,
      loudness: -7.2,
      codestring: '',
      echoprintstring: '',
      synchstring: '',
      rhythmstring: encodeRhythmstring(bandOnsets(bands)),
      rhythm_version: 1,
    },
    bars: times(pattern.bars, 4 * beatSeconds, startSeconds, () => 0.5),
    beats: times(beatCount, beatSeconds, first, beatConfidence),
    tatums: times(2 * beatCount, beatSeconds / 2, first, (at) => beatConfidence(at >> 1)),
    sections: [{ start: 0, duration, confidence: 1, loudness: -7.2, tempo: tempoBpm, key: 9, mode: 0 }],
    segments: sounds.map(({ seconds, voices, loudness }, at) => {
      const end = sounds[at + 1]?.seconds ?? duration;
      return segment(seconds, end - seconds, loudness, voices, at === 0 ? [] : sounds[at - 1]!.voices);
    }),
  };
}

interface RenderedSound {
  readonly seconds: number;
  readonly voices: readonly VoiceId[];
  readonly loudness: number;
}

function soundsOf(pattern: Pattern, start: number, stepSeconds: number): RenderedSound[] {
  const steps = new Map<number, { voices: VoiceId[]; velocity: number; offset: number }>();
  for (const { step, voice, velocity, offset } of hitsOf(pattern)) {
    const sound = steps.get(step) ?? { voices: [], velocity: 0, offset };
    sound.voices.push(voiceAt(voice).id);
    steps.set(step, { ...sound, velocity: Math.max(velocity, sound.velocity) });
  }
  return [...steps].map(([step, { voices, velocity, offset }]) => ({
    seconds: start + (step + offset) * stepSeconds,
    voices,
    loudness: -6 + 40 * Math.log10(velocity),
  }));
}

function segment(
  start: number,
  duration: number,
  loudness: number,
  voices: readonly VoiceId[],
  before: readonly VoiceId[],
): Segment {
  const brightness = voices.reduce((sum, voice) => sum + (BRIGHTNESS[voice] ?? 0), 0);
  return {
    start,
    duration,
    confidence: 0.7,
    loudness_start: before.includes('open-hat') ? loudness - 4 : loudness - 25,
    loudness_max_time: 0.01,
    loudness_max: loudness,
    loudness_end: 0,
    pitches: Array.from({ length: 12 }, () => 0.5),
    timbre: [50 + loudness, brightness, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  };
}

/** The bars of a pattern, one after another that many times. */
export function repeated(line: string, times: number): string {
  if (line.length % STEPS_PER_BAR !== 0) throw new RangeError('Whole bars only.');
  return line.repeat(times);
}
