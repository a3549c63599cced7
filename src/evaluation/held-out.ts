// Held-out patterns and the files they are from: halves of the same files for the easier ceiling, and the
// share of copies. Used by assess.ts, full-evaluation.ts and scripts.

import type { CorpusManifest } from '../corpus/manifest';
import { patternOfRecord, type CorpusRecord, type Provenance } from '../corpus/record';
import { UNIT_BARS } from '../rhythm/grid';
import type { StyledPattern } from './baselines';

/** A pattern and how it came to be. */
export interface SourcedPattern extends StyledPattern {
  readonly provenance: Provenance;
}

export interface HeldOutPattern extends SourcedPattern {
  /** The file or combination of clips that the corpus was split by. */
  readonly group: string;
  /** First bar in its file, where it comes from one that was played through. */
  readonly bar: number | undefined;
}

export function heldOutPattern(record: CorpusRecord): HeldOutPattern {
  const bar = record.provenance === 'recombined' ? undefined : /#(\d+)$/.exec(record.id)?.[1];
  return {
    style: record.style,
    group: record.group,
    provenance: record.provenance,
    bar: bar === undefined ? undefined : Number(bar),
    pattern: patternOfRecord(record),
  };
}

/**
 * The held-out patterns cut into two sets of the same files, for the easier ceiling: what the other half of the very
 * files scores. Windows overlap, so a file is cut at a bar, in two parts that share no bar; the window over the cut is
 * dropped, and a file too short to be cut left out. Combinations of clips have no time to be cut in: their variations
 * are dealt out in turn.
 */
export function halvesOfFiles(
  heldOut: readonly HeldOutPattern[],
): readonly [reference: HeldOutPattern[], sample: HeldOutPattern[]] {
  const files = new Map<string, HeldOutPattern[]>();
  for (const pattern of heldOut) files.set(pattern.group, [...(files.get(pattern.group) ?? []), pattern]);
  const halves: [HeldOutPattern[], HeldOutPattern[]] = [[], []];
  let dealt = 0;
  let cut = 0;
  for (const members of files.values()) {
    const played = members
      .flatMap((member) => (member.bar === undefined ? [] : [{ member, bar: member.bar }]))
      .sort((a, b) => a.bar - b.bar);
    const middle = played[Math.floor(played.length / 2)]?.bar ?? 0;
    const early = played.filter(({ bar }) => bar + UNIT_BARS <= middle).map(({ member }) => member);
    const late = played.filter(({ bar }) => bar >= middle).map(({ member }) => member);
    if (early.length > 0) {
      // Beginnings and ends differ: by turns either is the reference.
      halves[cut % 2]!.push(...early);
      halves[(cut + 1) % 2]!.push(...late);
      cut++;
    }
    for (const member of members) if (member.bar === undefined) halves[dealt++ % 2]!.push(member);
  }
  return halves;
}

/**
 * Share of all held-out patterns, validation and test, that were also in an earlier split and so taken out of the
 * corpus: how often real players repeat what others played. Patterns of which both bars were there count as well.
 * The manifest does not tell the two splits apart. Undefined where nothing was held out.
 */
export function heldOutCopyRate({
  duplicates,
  dropped,
  windowsBySplit,
}: Pick<CorpusManifest, 'duplicates' | 'dropped' | 'windowsBySplit'>): number | undefined {
  const across = duplicates.acrossSplits + (dropped['duplicates across splits, in a corpus merged'] ?? 0);
  const kept = (windowsBySplit.validation ?? 0) + (windowsBySplit.test ?? 0);
  return across + kept > 0 ? across / (across + kept) : undefined;
}
