// Rhythms packed without the cells that the rules of their style decide: what is left is where rhythms that
// keep them can differ. Used by diversity.ts.

import { UNIT_BARS, UNIT_STEPS } from '../../rhythm/grid';
import { packHits } from '../../rhythm/distance';
import { patternFromHits, type Pattern } from '../../rhythm/pattern';
import type { Rule } from '../../rhythm/rules/rule';
import { voiceIndex } from '../../rhythm/voices';

/**
 * Packs rhythms of one length as `packHits` does, silent in the cells that rules decide: for house the kick on the
 * beat and clap, snare and rim on the backbeat.
 */
export function freeCellPacker(rules: readonly Rule[], bars: number): (pattern: Pattern) => Uint32Array {
  const units = Math.ceil(bars / UNIT_BARS);
  const decided = rules.flatMap((rule) =>
    rule.kind === 'presence' && rule.leastShare === 1
      ? rule.steps.flatMap((step) =>
          rule.voices.map((voice) => ({ step, voice: voiceIndex(voice), velocity: 1, offset: 0 })),
        )
      : [],
  );
  const inAllUnits = Array.from({ length: units }, (_, unit) =>
    decided.map((hit) => ({ ...hit, step: hit.step + unit * UNIT_STEPS })),
  ).flat();
  const mask = packHits(patternFromHits(units * UNIT_BARS, inAllUnits));
  return (pattern) => packHits(pattern).map((word, at) => word & ~mask[at]!);
}
