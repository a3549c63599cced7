import type { Random } from '../../src/rhythm/random';
import type { VoiceId } from '../../src/rhythm/voices';

export const SAMPLE_RATE = 44_100;

/** White noise of a second and a half, drawn once and read around: a draw a sample would take most of the time. */
export class Noise {
  private readonly table: Float32Array;
  private at = 0;

  constructor(random: Random) {
    this.table = new Float32Array(TABLE_LENGTH).map(() => 2 * random.uniform() - 1);
  }

  /** The next sample, −1…1. */
  next(): number {
    this.at = (this.at + 1) % TABLE_LENGTH;
    return this.table[this.at]!;
  }
}

const TABLE_LENGTH = 1 << 16;

/** One drum machine: its sounds at full velocity. */
export type Kit = Readonly<Record<VoiceId, Float32Array>>;

/**
 * Synthesises a kit in the manner of the TR-909 and its kin: swept sine for kick and toms, tone and noise for the
 * snare, bursts of noise for the clap, filtered noise and inharmonic squares for the metal. Every kit is drawn anew.
 * A wide kit reaches further, to the TR-808's kick, which hardly falls in pitch and rings on, and to sampled hats.
 */
export function makeKit(random: Random, { isWide = false }: { readonly isWide?: boolean } = {}): Kit {
  const noise = new Noise(random);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const ranging = (usual: readonly [number, number], wide: readonly [number, number]): number =>
    between(...(isWide ? wide : usual));
  const metalPitch = between(0.75, 1.3);
  const hat = { low: ranging([5000, 8000], [2500, 9000]), noise: between(0.3, 1), pitch: metalPitch };
  const openSeconds = ranging([0.12, 0.4], [0.08, 0.5]);
  const tomPitch = between(70, 95);
  const tomSeconds = between(0.12, 0.3);
  return {
    kick: normalised(
      mix(
        sweep({
          from: ranging([150, 320], [60, 320]),
          to: between(42, 62),
          fallSeconds: between(0.015, 0.04),
          seconds: ranging([0.09, 0.3], [0.09, 0.5]),
          click: between(0, 0.5),
        }),
        scaled(
          noiseBurst(noise, { low: 1500, high: 6000, seconds: 0.004, attackSeconds: 0 }),
          between(0, 0.25),
        ),
      ),
    ),
    snare: normalised(
      mix(
        scaled(
          sweep({
            from: ranging([240, 330], [200, 400]),
            to: ranging([170, 220], [140, 260]),
            fallSeconds: 0.02,
            seconds: ranging([0.05, 0.1], [0.03, 0.15]),
            click: 0,
          }),
          between(0.5, 1),
        ),
        scaled(
          noiseBurst(noise, {
            low: ranging([600, 1600], [400, 3000]),
            high: ranging([7000, 14_000], [4000, 14_000]),
            seconds: ranging([0.06, 0.15], [0.04, 0.25]),
            attackSeconds: 0,
          }),
          between(0.5, 1),
        ),
      ),
    ),
    rim: normalised(
      mix(
        ring([between(420, 560), between(1500, 1900)], between(0.008, 0.02)),
        scaled(noiseBurst(noise, { low: 2000, high: 9000, seconds: 0.006, attackSeconds: 0 }), 0.4),
      ),
    ),
    clap: normalised(
      clap(
        noise,
        ranging([800, 1200], [600, 1600]),
        ranging([2200, 5000], [1800, 8000]),
        ranging([0.06, 0.16], [0.03, 0.3]),
      ),
    ),
    'closed-hat': normalised(metal(noise, hat, ranging([0.015, 0.045], [0.01, 0.07]))),
    'open-hat': normalised(metal(noise, hat, openSeconds)),
    'low-tom': normalised(tom(tomPitch, tomSeconds)),
    'mid-tom': normalised(tom(tomPitch * between(1.35, 1.5), tomSeconds * 0.9)),
    'high-tom': normalised(tom(tomPitch * between(1.8, 2.1), tomSeconds * 0.8)),
    crash: normalised(
      metal(noise, { low: between(2500, 4500), noise: 0.9, pitch: metalPitch * 0.8 }, between(0.6, 1.2)),
    ),
    ride: normalised(
      metal(
        noise,
        { low: between(3000, 5500), noise: between(0.05, 0.3), pitch: metalPitch * 1.1 },
        between(0.3, 0.7),
      ),
    ),
    percussion: normalised(percussion(random.integer(3), noise, between)),
  };
}

/** Shaker, conga or cowbell: whatever a kit has besides. */
function percussion(
  kind: number,
  noise: Noise,
  between: (low: number, high: number) => number,
): Float32Array {
  if (kind === 0)
    return noiseBurst(noise, { low: 3500, high: 9000, seconds: between(0.02, 0.05), attackSeconds: 0.012 });
  if (kind === 1) return tom(between(260, 420), between(0.05, 0.12));
  return ring([between(520, 600), between(780, 860)], between(0.04, 0.12));
}

interface Sweep {
  readonly from: number;
  readonly to: number;
  readonly fallSeconds: number;
  readonly seconds: number;
  readonly click: number;
}

/** A sine that falls in pitch exponentially, as in the 909's kick (seconds: to 1/e). */
function sweep({ from, to, fallSeconds, seconds, click }: Sweep): Float32Array {
  let phase = 0;
  return render(seconds * 6, (time) => {
    phase += (2 * Math.PI * (to + (from - to) * Math.exp(-time / fallSeconds))) / SAMPLE_RATE;
    const attack = 1 - Math.exp(-time / 0.0006);
    return (
      attack * Math.exp(-time / seconds) * Math.sin(phase) +
      click * Math.exp(-time / 0.0015) * Math.sin(3 * phase)
    );
  });
}

function tom(hertz: number, seconds: number): Float32Array {
  return sweep({ from: hertz * 1.5, to: hertz, fallSeconds: 0.03, seconds, click: 0.1 });
}

function ring(partials: readonly number[], seconds: number): Float32Array {
  return render(
    seconds * 6,
    (time) =>
      partials.reduce((sum, hertz) => sum + Math.sin(2 * Math.PI * hertz * time), 0) *
      Math.exp(-time / seconds),
  );
}

interface Burst {
  readonly low: number;
  readonly high: number;
  /** Until it has fallen to 1/e. */
  readonly seconds: number;
  readonly attackSeconds: number;
}

function noiseBurst(noise: Noise, { low, high, seconds, attackSeconds }: Burst): Float32Array {
  const sound = render(attackSeconds + seconds * 6, (time) => {
    const envelope = time < attackSeconds ? time / attackSeconds : Math.exp((attackSeconds - time) / seconds);
    return noise.next() * envelope;
  });
  return lowPassed(highPassed(sound, low), high);
}

/** Three quick bursts and a tail. */
function clap(noise: Noise, low: number, high: number, seconds: number): Float32Array {
  const sound = new Float32Array(Math.round((0.03 + seconds * 6) * SAMPLE_RATE));
  for (const [delay, length] of [
    [0, 0.003],
    [0.01, 0.003],
    [0.02, 0.003],
    [0.028, seconds],
  ] as const) {
    const burst = noiseBurst(noise, { low, high, seconds: length, attackSeconds: 0 });
    addTo(sound, burst, Math.round(delay * SAMPLE_RATE), 1);
  }
  return sound;
}

/** Ratios of the six square oscillators of Roland's cymbal circuit. */
const METAL_HERTZ = [205, 304, 370, 523, 540, 800];

function metal(
  noise: Noise,
  { low, noise: share, pitch }: { readonly low: number; readonly noise: number; readonly pitch: number },
  seconds: number,
): Float32Array {
  const sound = render(Math.min(1.2, seconds * 5), (time) => {
    let squares = 0;
    for (const hertz of METAL_HERTZ) {
      const cycles = hertz * 8 * pitch * time;
      squares += cycles - Math.floor(cycles) < 0.5 ? 1 : -1;
    }
    return ((1 - share) * squares) / 6 + share * noise.next();
  });
  const filtered = highPassed(highPassed(sound, low), low * 0.7);
  return filtered.map((sample, at) => sample * Math.exp(-at / SAMPLE_RATE / seconds));
}

function render(seconds: number, sampleAt: (time: number) => number): Float32Array {
  const sound = new Float32Array(Math.ceil(seconds * SAMPLE_RATE));
  for (let at = 0; at < sound.length; at++) sound[at] = sampleAt(at / SAMPLE_RATE);
  return sound;
}

function highPassed(sound: Float32Array, hertz: number): Float32Array {
  const low = lowPassed(sound, hertz);
  return sound.map((sample, at) => sample - low[at]!);
}

/** One pole. */
export function lowPassed(sound: Float32Array, hertz: number): Float32Array {
  const share = 1 - Math.exp((-2 * Math.PI * hertz) / SAMPLE_RATE);
  let state = 0;
  return sound.map((sample) => (state += share * (sample - state)));
}

function mix(a: Float32Array, b: Float32Array): Float32Array {
  const sum = new Float32Array(Math.max(a.length, b.length));
  addTo(sum, a, 0, 1);
  addTo(sum, b, 0, 1);
  return sum;
}

function scaled(sound: Float32Array, gain: number): Float32Array {
  return sound.map((sample) => sample * gain);
}

function normalised(sound: Float32Array): Float32Array {
  const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return scaled(sound, 1 / peak);
}

/** Adds a sound into a longer one from a sample on; what does not fit is cut off. */
export function addTo(target: Float32Array, sound: Float32Array, at: number, gain: number): void {
  const end = Math.min(sound.length, target.length - at);
  for (let sample = Math.max(0, -at); sample < end; sample++) target[at + sample]! += gain * sound[sample]!;
}
