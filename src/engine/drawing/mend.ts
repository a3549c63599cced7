// The last resort where no candidate keeps the rules of its style: adds the hits that are missing and takes
// away those that are too many. Called by `unit`.

import { mean } from '../../rhythm/statistics';
import type { PlacedHit } from '../../rhythm/pattern';
import { type Rule, breakOf } from '../../rhythm/rules/rule';
import { voiceIndex } from '../../rhythm/voices';
import { type Kept, isKept } from '../network/kept';
import { type StyleCheck, breakPenalty, heardHits } from './style-check';

/** The velocity of a voice that sounds nowhere else. */
const PLAIN_VELOCITY = 0.75;

/** Hits nearer to the rules; the same ones where that does not help. Kept cells stay as they are. */
export function mended(
  check: StyleCheck,
  hits: readonly PlacedHit[],
  kept: Kept | undefined,
): readonly PlacedHit[] {
  const isFree = ({ step, voice }: Pick<PlacedHit, 'step' | 'voice'>): boolean =>
    !kept || !isKept(kept.mask, step, voice);
  const better = check.rules.reduce<readonly PlacedHit[]>(
    (before, rule) => (breakOf(rule, before) > 0 ? byRule(rule, before, isFree) : before),
    heardHits(check, hits),
  );
  return breakPenalty(check, better) < breakPenalty(check, hits) ? sorted(better) : hits;
}

type IsFree = (cell: Pick<PlacedHit, 'step' | 'voice'>) => boolean;

function byRule(rule: Rule, hits: readonly PlacedHit[], isFree: IsFree): readonly PlacedHit[] {
  if (rule.kind === 'evenness') return evened(rule, hits, isFree);
  if (rule.kind === 'presence') return withPresence(rule, hits, isFree);
  return rule.kind === 'count' ? withoutSurplus(rule, hits, isFree) : hits;
}

/** Hits on the steps that lack one, on the voice of the rule that plays most of the others. */
function withPresence(
  { voices, steps, leastShare }: Extract<Rule, { readonly kind: 'presence' }>,
  hits: readonly PlacedHit[],
  isFree: IsFree,
): readonly PlacedHit[] {
  const counts = voices.map((id) => {
    const voice = voiceIndex(id);
    return { voice, count: hits.filter((hit) => hit.voice === voice && steps.includes(hit.step)).length };
  });
  const byCount = counts.sort((a, b) => b.count - a.count).map(({ voice }) => voice);
  const sounding = new Set(hits.filter(({ voice }) => byCount.includes(voice)).map(({ step }) => step));
  const missing = steps.filter((step) => !sounding.has(step));
  const wanted = missing.length - (steps.length - Math.ceil(leastShare * steps.length));
  const added = missing.slice(0, wanted).flatMap((step): PlacedHit[] => {
    const voice = byCount.find((each) => isFree({ step, voice: each }));
    if (voice === undefined) return [];
    const others = hits.filter((hit) => hit.voice === voice).map(({ velocity }) => velocity);
    return [{ step, voice, velocity: others.length > 0 ? mean(others) : PLAIN_VELOCITY, offset: 0 }];
  });
  return [...hits, ...added];
}

/** Without the quietest of the hits that are too many; where there are too few, as they are. */
function withoutSurplus(
  { voices, steps, most }: Extract<Rule, { readonly kind: 'count' }>,
  hits: readonly PlacedHit[],
  isFree: IsFree,
): readonly PlacedHit[] {
  const ruled = new Set(voices.map(voiceIndex));
  const counted = hits.filter(({ step, voice }) => ruled.has(voice) && (steps?.includes(step) ?? true));
  const surplus = new Set(
    counted
      .filter(isFree)
      .sort((a, b) => a.velocity - b.velocity)
      .slice(0, Math.max(0, counted.length - most)),
  );
  return hits.filter((hit) => !surplus.has(hit));
}

function evened(
  { voice: id, steps }: Extract<Rule, { readonly kind: 'evenness' }>,
  hits: readonly PlacedHit[],
  isFree: IsFree,
): readonly PlacedHit[] {
  const voice = voiceIndex(id);
  const isRuled = (hit: PlacedHit): boolean => hit.voice === voice && steps.includes(hit.step);
  const velocity = mean(hits.filter(isRuled).map((hit) => hit.velocity));
  return hits.map((hit) => (isRuled(hit) && isFree(hit) ? { ...hit, velocity } : hit));
}

function sorted(hits: readonly PlacedHit[]): readonly PlacedHit[] {
  return [...hits].sort((a, b) => a.step - b.step || a.voice - b.voice);
}
