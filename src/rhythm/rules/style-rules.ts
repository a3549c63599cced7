// All rules by style, with their version. Asked by the engine, evaluation and `npm run keepers`.

import { HOUSE_RULES, TECHNO_RULES } from './club-styles';
import { RECORDED_STYLE_RULES } from './recorded-styles';
import type { Rule, StyleRules } from './rule';

/** Increase when a rule changes: figures by different versions are not to be compared. */
export const RULES_VERSION = 1;

export const STYLE_RULES: readonly StyleRules[] = [HOUSE_RULES, TECHNO_RULES, ...RECORDED_STYLE_RULES];

/** The rules of a style; none for a style that nothing was published or recorded of. */
export function rulesOf(style: string): readonly Rule[] {
  return STYLE_RULES.find((known) => known.style === style)?.rules ?? [];
}
