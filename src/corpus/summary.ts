// The text that scripts/corpus prints about a finished corpus, from its manifest.

import { fewPatternsWords } from './few-patterns';
import type { CorpusManifest, StyleProfile } from './manifest';

export function summaryOf(manifest: CorpusManifest, out: string): string {
  const { train, validation, test } = manifest.windowsBySplit;
  const { withinSplit, acrossSplits } = manifest.duplicates;
  return [
    `${manifest.windows} windows of two bars in ${out}: ${train} train, ${validation} validation, ${test} test.`,
    `${manifest.filesRead} files read, ${manifest.filesSkipped.length} skipped; ${manifest.bars} bars; ` +
      `${withinSplit} duplicates removed within a split, ${acrossSplits} across splits.`,
    ...Object.entries(manifest.dropped).map(([reason, count]) => `  left out: ${count} ${reason}`),
    ...manifest.counts.map(
      ({ style, split, provenance, windows }) =>
        `  ${style.padEnd(15)} ${split.padEnd(12)}${provenance.padEnd(12)}${String(windows).padStart(6)}`,
    ),
    ...(train ? fewPatternsWords(train).map((sentence) => `Warning: ${sentence}`) : []),
    '',
  ].join('\n');
}

/** Percent of the training bars that hit each 16th, velocity of 127, offset in 16ths. */
export function profileTable({ profiles }: CorpusManifest): string {
  return profiles.map((profile) => `${tableOf(profile)}\n`).join('\n');
}

function tableOf({ style, hitsPerBar, voices }: StyleProfile): string {
  const rows = Object.entries(voices).map(
    ([voice, { hitPercent, velocity, offset }]) =>
      `  ${voice.padEnd(11)}${hitPercent.map((percent) => String(Math.round(percent)).padStart(4)).join('')}` +
      `   velocity ${velocity.map(Math.round).join(' ± ')}, offset ${offset.join(' ± ')}`,
  );
  return [`${style}, ${hitsPerBar} hits per bar; percentage of bars with a hit on each 16th:`, ...rows].join(
    '\n',
  );
}
