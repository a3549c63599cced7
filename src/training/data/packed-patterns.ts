// Holds many two-bar patterns in flat arrays, so that a whole corpus fits in memory. Packed by the dataset;
// read by whatever trains, measures or calibrates.

import { UNIT_BARS, cellIndex } from '../../rhythm/grid';
import { CONDITION_NAMES, conditionValuesOf, type ConditionValues } from '../../rhythm/condition-values';
import { hitsOf, patternFromHits, type Pattern } from '../../rhythm/pattern';
import { VOICE_COUNT } from '../../rhythm/voices';

/** About 10 bytes per hit. */
export interface PackedPatterns {
  readonly count: number;
  /** Where the hits of pattern i start; one entry more than patterns. */
  readonly starts: Uint32Array;
  /** `cellIndex` of every hit. */
  readonly cells: Uint16Array;
  readonly velocities: Float32Array;
  readonly offsets: Float32Array;
  /** Position of each pattern's style in the list of styles. */
  readonly styles: Uint8Array;
  /** The four controls of every pattern, in the order of CONDITION_NAMES. */
  readonly controls: Float32Array;
  readonly tempos: Float32Array;
}

export interface LabelledPattern {
  readonly pattern: Pattern;
  readonly style: number;
  readonly tempoBpm: number;
}

/** Collects patterns one by one, so that a corpus can be streamed. */
export class PatternPacker {
  private readonly starts = [0];
  private readonly cells: number[] = [];
  private readonly velocities: number[] = [];
  private readonly offsets: number[] = [];
  private readonly styles: number[] = [];
  private readonly controls: number[] = [];
  private readonly tempos: number[] = [];

  add({ pattern, style, tempoBpm }: LabelledPattern): void {
    for (const hit of hitsOf(pattern)) {
      this.cells.push(cellIndex(hit.step, hit.voice));
      this.velocities.push(hit.velocity);
      this.offsets.push(hit.offset);
    }
    this.starts.push(this.cells.length);
    this.styles.push(style);
    this.tempos.push(tempoBpm);
    const controls = conditionValuesOf(pattern);
    for (const name of CONDITION_NAMES) this.controls.push(controls[name]);
  }

  pack(): PackedPatterns {
    return {
      count: this.styles.length,
      starts: Uint32Array.from(this.starts),
      cells: Uint16Array.from(this.cells),
      velocities: Float32Array.from(this.velocities),
      offsets: Float32Array.from(this.offsets),
      styles: Uint8Array.from(this.styles),
      controls: Float32Array.from(this.controls),
      tempos: Float32Array.from(this.tempos),
    };
  }
}

export function patternAt(packed: PackedPatterns, index: number): Pattern {
  const hits = [];
  for (let at = packed.starts[index]!; at < packed.starts[index + 1]!; at++) {
    const cell = packed.cells[at]!;
    hits.push({
      step: Math.floor(cell / VOICE_COUNT),
      voice: cell % VOICE_COUNT,
      velocity: packed.velocities[at]!,
      offset: packed.offsets[at]!,
    });
  }
  return patternFromHits(UNIT_BARS, hits);
}

export function controlsAt(packed: PackedPatterns, index: number): ConditionValues {
  const [density = 0, offBeatWeight = 0, swing = 0, velocitySpread = 0] = packed.controls.subarray(
    index * CONDITION_NAMES.length,
  );
  return { density, offBeatWeight, swing, velocitySpread };
}
