// The rhythms that are furthest from the rules of their style, for people to look at. Drawn by
// keepers-page.ts.

import { hitsOf, type Pattern } from '../../rhythm/pattern';
import { breaksOf, heardUnits, type Rule } from '../../rhythm/rules/rule';
import type { SeededRhythm } from './made-rhythms';

export interface WorstRhythm extends SeededRhythm {
  /** The names of the rules it breaks, with how far it is from keeping them, see `Break`. */
  readonly broken: readonly { readonly rule: string; readonly by: number }[];
}

/** Those that break any rule, the most rules first, then the furthest from one, then the smallest seed. */
export function worstRhythms(
  rules: readonly Rule[],
  rhythms: readonly SeededRhythm[],
  count: number,
): WorstRhythm[] {
  return rhythms
    .map((rhythm) => ({ ...rhythm, broken: brokenBy(rules, rhythm.pattern) }))
    .filter(({ broken }) => broken.length > 0)
    .sort((a, b) => b.broken.length - a.broken.length || furthest(b) - furthest(a) || a.seed - b.seed)
    .slice(0, count);
}

/** The rules that any two bars break, and by how much those bars do that are furthest from keeping one. */
function brokenBy(rules: readonly Rule[], pattern: Pattern): { rule: string; by: number }[] {
  const most = new Map<string, number>();
  for (const unit of heardUnits(pattern))
    for (const { rule, by } of breaksOf(rules, hitsOf(unit)))
      most.set(rule.name, Math.max(by, most.get(rule.name) ?? 0));
  return Array.from(most, ([rule, by]) => ({ rule, by }));
}

function furthest({ broken }: Pick<WorstRhythm, 'broken'>): number {
  return Math.max(...broken.map(({ by }) => by));
}
