// Hears a track or loop: from samples to an analysis document with tempo, beats, downbeat, segments and
// drums. Called by worker.ts and measure/audio-bench. A change in what it hears needs a new ANALYZER_VERSION,
// so that kept analyses of the old one are not used.

import { STEPS_PER_BEAT } from '../../rhythm/grid';
import type { Analysis, DrumHit } from '../analysis/document';
import { findDownbeat } from '../analysis/metre';
import { bandOnsets, encodeRhythmstring } from '../analysis/rhythmstring';
import { heardEvents } from '../analysis/heard';
import { barsOfLoop, trackBeats, type Beats } from './hearing/beats';
import { findDrums } from './hearing/drums';
import { findOnsets, onsetStrength, rhythmOnsets } from './hearing/onsets';
import { ANALYSIS_RATE, resampled } from './hearing/resample';
import { segmentsOf } from './hearing/segments';
import { AudioError, type Sound } from './formats/sound';
import { FRAMES_PER_SECOND, spectrumOf } from './hearing/spectrum';
import { findTempo } from './hearing/tempo';

export const ANALYZER_VERSION = 'fourfloor 1';

export interface AnalyseOptions {
  /** The tempo where it is known, from a file name for instance. */
  readonly tempoBpm?: number;
}

/** A file is silent when its loudest moment is below this, dB of full scale. */
const SILENCE_DB = -60;
const MIN_SECONDS = 2;

/** @throws AudioError when the sound is silent or shorter than {@link MIN_SECONDS} */
export function analyseSound(sound: Sound, { tempoBpm: namedBpm }: AnalyseOptions = {}): Analysis {
  const duration = sound.samples.length / sound.sampleRate;
  if (duration < MIN_SECONDS) throw new AudioError(`It is shorter than ${MIN_SECONDS} seconds.`);
  const spectrum = spectrumOf(resampled(sound));
  if (spectrum.peakDb < SILENCE_DB) throw new AudioError('It is silent.');
  const strength = onsetStrength(spectrum);
  const onsets = findOnsets(strength);
  const drums = findDrums(spectrum, onsets);
  const beatStrength = withDrums(strength.forBeat, drums);
  const tempo = namedBpm === undefined ? findTempo(beatStrength) : { bpm: namedBpm, confidence: 1 };
  const beats = trackBeats(beatStrength, tempo.bpm, namedBpm);
  const intervals = beatIntervals(beats, drums);
  const grid = {
    beatSeconds: [...beats.seconds, duration],
    confidence: intervals.map((beat) => beat.confidence),
    tempoBpm: beats.bpm,
  };
  const isLoop = beats.isSteady && barsOfLoop(duration, beats.bpm) !== undefined;
  const first = isLoop
    ? { firstBeat: 0, confidence: 1 }
    : findDownbeat(heardEvents({ ...EMPTY, drums }, grid), grid);
  return {
    meta: { analyzer_version: ANALYZER_VERSION, status_code: 0 },
    track: {
      num_samples: Math.round(duration * ANALYSIS_RATE),
      duration,
      tempo: beats.bpm,
      tempo_confidence: tempo.confidence,
      time_signature: 4,
      time_signature_confidence: 0,
      key: -1,
      key_confidence: 0,
      mode: -1,
      mode_confidence: 0,
      loudness: spectrum.peakDb,
      rhythmstring: encodeRhythmstring(bandOnsets(rhythmOnsets(spectrum))),
      rhythm_version: 1,
    },
    bars: barIntervals(intervals, first.firstBeat, first.confidence),
    beats: intervals,
    tatums: intervals.flatMap(({ start, duration: length, confidence }) => [
      { start, duration: length / 2, confidence },
      { start: start + length / 2, duration: length / 2, confidence },
    ]),
    sections: [
      { start: 0, duration, confidence: 1, loudness: spectrum.peakDb, tempo: beats.bpm, key: -1, mode: -1 },
    ],
    segments: segmentsOf(spectrum, onsets, duration),
    drums,
  };
}

/** The rest of a document, which is not read where the drums are named. */
const EMPTY: Analysis = {
  track: { duration: 1, tempo: 0 },
  bars: [],
  beats: [],
  tatums: [],
  sections: [],
  segments: [],
};

/** The drums that mark beats; as loud as the loudest, each adds the loudest onset once more. */
const BEAT_DRUMS: ReadonlySet<DrumHit['voice']> = new Set(['kick', 'snare', 'clap']);

/** The onset strength with the drums that mark beats raised: a hat can be as loud as a kick, but marks none. */
function withDrums(strength: Float32Array, drums: readonly DrumHit[]): Float32Array {
  const raised = Float32Array.from(strength);
  const loudest = strength.reduce((most, value) => Math.max(most, value), 0);
  for (const { start, voice, level, confidence } of drums) {
    if (!BEAT_DRUMS.has(voice)) continue;
    const at = Math.round(start * FRAMES_PER_SECOND);
    const weight = 10 ** (level / 20) * confidence * loudest;
    for (const [offset, share] of [
      [-1, 0.5],
      [0, 1],
      [1, 0.5],
    ] as const) {
      if (at + offset >= 0 && at + offset < raised.length) raised[at + offset]! += weight * share;
    }
  }
  return raised;
}

/** A drum this close to a beat confirms it, in beats. */
const CONFIRMING_BEATS = 0.12;
const STEADY_CONFIDENCE = 0.6;
const UNSTEADY_CONFIDENCE = 0.3;

/** Beats with their confidence: how steady they are, and how many around them a drum confirms. */
function beatIntervals({ seconds, bpm, isSteady }: Beats, drums: readonly DrumHit[]): Analysis['beats'] {
  const period = 60 / bpm;
  const confirmed = new Set(
    drums.flatMap(({ start }) => {
      const nearest = Math.round((start - (seconds[0] ?? 0)) / period);
      return [nearest - 1, nearest, nearest + 1].filter(
        (beat) => Math.abs((seconds[beat] ?? Infinity) - start) <= CONFIRMING_BEATS * period,
      );
    }),
  );
  return seconds.map((start, beat) => {
    const near = [beat - 2, beat - 1, beat, beat + 1, beat + 2].filter((other) =>
      confirmed.has(other),
    ).length;
    const share = near / 5;
    return {
      start,
      duration: (seconds[beat + 1] ?? start + period) - start,
      confidence: share * (isSteady ? STEADY_CONFIDENCE : UNSTEADY_CONFIDENCE),
    };
  });
}

function barIntervals(beats: Analysis['beats'], firstBeat: number, confidence: number): Analysis['bars'] {
  const starts = beats.filter((_, beat) => beat >= firstBeat && (beat - firstBeat) % STEPS_PER_BEAT === 0);
  return starts.map(({ start, duration }) => ({ start, duration: 4 * duration, confidence }));
}

/** The tempo that a file name gives, as in `120bpm_house.mp3` or `loop 126.5 BPM`. */
export function tempoOfName(name: string): number | undefined {
  const [, digits] = /(?:^|[^\d.])(\d{2,3}(?:\.\d+)?)[ _-]?bpm/i.exec(name) ?? [];
  const bpm = Number(digits);
  return bpm >= 40 && bpm <= 250 ? bpm : undefined;
}
