// Descriptors of a rhythm by its low, mid and high voices: syncopation, balance, evenness. Used by
// descriptors.ts.

import { STEPS_PER_BAR } from '../../rhythm/grid';
import { hitAt, hitsOf, sliceBars, stepCount, type Pattern } from '../../rhythm/pattern';
import { syncopation } from '../../rhythm/description';
import { voiceIndex, type VoiceId } from '../../rhythm/voices';
import { mean } from '../../rhythm/statistics';

/** The three bands of rhythmtoolbox, by the General MIDI key that each voice is written as. */
const BANDS = {
  low: ['kick', 'low-tom'],
  mid: ['snare', 'rim', 'clap', 'mid-tom', 'high-tom'],
  high: ['closed-hat', 'open-hat', 'crash', 'ride', 'percussion'],
} as const satisfies Readonly<Record<string, readonly VoiceId[]>>;

/**
 * Descriptors after rhythmtoolbox (Gómez-Marín, Jordà & Herrera 2020), means over a rhythm's bars. Written from their
 * definitions; the tests hold the values that the toolbox itself gives.
 */
export interface BandDescriptors {
  /** Share of the steps with a hit, 0–1. */
  readonly stepDensity: number;
  readonly sync: number;
  readonly lowSync: number;
  readonly midSync: number;
  readonly hiSync: number;
  /** How near the onsets' centre of mass round the bar lies to its middle, 0–1. */
  readonly balance: number;
  /** How near the onsets come to equal distances, 0–1. */
  readonly evenness: number;
  /** Evenness of the three bands, weighted 3, 2 and 1: 0–6. */
  readonly polyEvenness: number;
  /** Syncopation between the bands (Witek et al. 2014). */
  readonly polySync: number;
}

export function bandDescriptors(pattern: Pattern): BandDescriptors {
  const all = hitsOf(pattern);
  const bars = Array.from({ length: pattern.bars }, (_, bar) => barDescriptors(sliceBars(pattern, bar, 1)));
  const meanOf = (name: keyof BarDescriptors): number => mean(bars.map((bar) => bar[name]));
  return {
    stepDensity: new Set(all.map(({ step }) => step)).size / stepCount(pattern),
    sync: syncopation(pattern),
    lowSync: syncopation(pattern, BANDS.low),
    midSync: syncopation(pattern, BANDS.mid),
    hiSync: syncopation(pattern, BANDS.high),
    balance: meanOf('balance'),
    evenness: meanOf('evenness'),
    polyEvenness: meanOf('polyEvenness'),
    polySync: meanOf('polySync'),
  };
}

type BarDescriptors = Pick<BandDescriptors, 'balance' | 'evenness' | 'polyEvenness' | 'polySync'>;

function barDescriptors(bar: Pattern): BarDescriptors {
  const [low, mid, high] = [streamOf(bar, BANDS.low), streamOf(bar, BANDS.mid), streamOf(bar, BANDS.high)];
  const any = low.map((isHit, step) => isHit || mid[step]! || high[step]!);
  return {
    balance: balanceOf(any),
    evenness: evennessOf(any),
    polyEvenness: 3 * evennessOf(low) + 2 * evennessOf(mid) + evennessOf(high),
    polySync: polySyncOf(low.map((isLow, step) => ({ low: isLow, mid: mid[step]!, high: high[step]! }))),
  };
}

/** On which of the 16 steps any of the voices sounds. */
function streamOf(bar: Pattern, voices: readonly VoiceId[]): boolean[] {
  const indices = voices.map(voiceIndex);
  return Array.from({ length: STEPS_PER_BAR }, (_, step) =>
    indices.some((voice) => hitAt(bar, step, voice) !== undefined),
  );
}

const STEP_ANGLE = (2 * Math.PI) / STEPS_PER_BAR;

function anglesOf(stream: readonly boolean[]): number[] {
  return stream.flatMap((isHit, step) => (isHit ? [step * STEP_ANGLE] : []));
}

/** 1 − the length of the onsets' mean on the unit circle; 1 for silence. */
function balanceOf(stream: readonly boolean[]): number {
  const angles = anglesOf(stream);
  if (angles.length === 0) return 1;
  const sum = (of: (angle: number) => number): number =>
    angles.reduce((total, angle) => total + of(angle), 0);
  return 1 - Math.hypot(sum(Math.cos), sum(Math.sin)) / angles.length;
}

/** Mean |cos| of each onset's angle to its corner of the regular polygon that starts at the first; 0 for silence. */
function evennessOf(stream: readonly boolean[]): number {
  const angles = anglesOf(stream);
  const [first] = angles;
  if (first === undefined) return 0;
  const cosines = angles.map((angle, at) =>
    Math.abs(Math.cos(first + (2 * Math.PI * at) / angles.length - angle)),
  );
  return cosines.reduce((total, cosine) => total + cosine, 0) / angles.length;
}

type Bands = Readonly<Record<keyof typeof BANDS, boolean>>;

/** Metrical weight of the 16ths after Witek et al. (2014). */
const WEIGHTS = [0, -3, -2, -3, -1, -3, -2, -3, -1, -3, -2, -3, -1, -3, -2, -3];

/** Every step whose bands give way to others on a step of no less weight counts by the change and its kind. */
function polySyncOf(steps: readonly Bands[]): number {
  return steps.reduce((sum, now, step) => {
    const at = (step + 1) % steps.length;
    const rise = WEIGHTS[at]! - WEIGHTS[step]!;
    const kind = rise >= 0 ? kindOfChange(now, steps[at]!) : undefined;
    return kind === undefined ? sum : sum + rise + kind;
  }, 0);
}

/** What the instruments of a syncopation add to it; undefined where they make none. */
function kindOfChange(now: Bands, next: Bands): number | undefined {
  const nextIs = (low: boolean, mid: boolean, high: boolean): boolean =>
    next.low === low && next.mid === mid && next.high === high;
  const isOnly = (band: keyof Bands): boolean =>
    (['low', 'mid', 'high'] as const).every((other) => now[other] === (other === band));
  if (now.low === next.low && now.mid === next.mid && now.high === next.high) return undefined;
  if (isOnly('low') && nextIs(false, true, false)) return 2;
  if (isOnly('mid') && nextIs(true, false, false)) return 2;
  if ((now.low || now.mid) && nextIs(false, false, true)) return 5;
  if (now.mid && next.low && next.high) return 1;
  if (now.low && next.mid && next.high) return 2;
  return undefined;
}
