// The sounds of a drum machine, one function each: swept sine, tom, ringing tones, burst of noise, clap,
// metal. Called by drum-kit.ts, which chooses their numbers. They draw nothing but the noise that they are
// given.

import { SAMPLE_RATE, addTo, highPassed, lowPassed, render, type Noise } from './sound-samples';

interface Sweep {
  readonly from: number;
  readonly to: number;
  readonly fallSeconds: number;
  readonly seconds: number;
  readonly click: number;
}

/** A sine that falls in pitch exponentially, as in the 909's kick (seconds: to 1/e). */
export function sweep({ from, to, fallSeconds, seconds, click }: Sweep): Float32Array {
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

export function tom(hertz: number, seconds: number): Float32Array {
  return sweep({ from: hertz * 1.5, to: hertz, fallSeconds: 0.03, seconds, click: 0.1 });
}

export function ring(partials: readonly number[], seconds: number): Float32Array {
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

export function noiseBurst(noise: Noise, { low, high, seconds, attackSeconds }: Burst): Float32Array {
  const sound = render(attackSeconds + seconds * 6, (time) => {
    const envelope = time < attackSeconds ? time / attackSeconds : Math.exp((attackSeconds - time) / seconds);
    return noise.next() * envelope;
  });
  return lowPassed(highPassed(sound, low), high);
}

/** Three quick bursts and a tail. */
export function clap(noise: Noise, low: number, high: number, seconds: number): Float32Array {
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

export function metal(
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
