// Draws a drum machine: every voice of a kit, synthesised at full velocity. drum-scene.ts plays its patterns
// on it. It chooses the numbers, drum-sounds.ts makes the sounds. It knows nothing of how drums are heard.

import type { Random } from '../../rhythm/random';
import type { VoiceId } from '../../rhythm/voices';
import { clap, metal, noiseBurst, ring, sweep, tom } from './drum-sounds';
import { Noise, mix, normalised, scaled } from './sound-samples';

/** One drum machine: its sounds at full velocity. */
export type SynthKit = Readonly<Record<VoiceId, Float32Array>>;

/**
 * Synthesises a kit in the manner of the TR-909 and its kin: swept sine for kick and toms, tone and noise for the
 * snare, bursts of noise for the clap, filtered noise and inharmonic squares for the metal. Every kit is drawn anew.
 * A wide kit reaches further, to the TR-808's kick, which hardly falls in pitch and rings on, and to sampled hats.
 */
export function synthesiseKit({ isWide }: { readonly isWide: boolean }, random: Random): SynthKit {
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
