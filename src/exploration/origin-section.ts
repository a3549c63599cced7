// The first section of a corpus's page: where the patterns come from, how many there are of each kind, and
// what was left out on the way. Used by corpus-page.ts.

import type { CorpusManifest } from '../corpus/manifest';
import { PROVENANCES, SPLITS } from '../corpus/record';
import { details, facts, figure, paragraph, subheading, table } from '../report/blocks';
import { barChart } from '../report/charts';
import type { Html } from '../report/html';
import type { Section } from '../report/page';
import { countWords } from './numbers';
import type { CorpusSummary } from './corpus-statistics';

/** Skipped files named on the page; `manifest.json` names them all. */
const SKIPPED_SHOWN = 200;

export function originSection(summary: CorpusSummary, manifest: CorpusManifest): Section {
  return {
    heading: 'Overview',
    blocks: [
      facts([
        { value: countWords(summary.patterns), label: 'two-bar patterns' },
        { value: countWords(summary.hits), label: 'hits' },
        { value: summary.styles.length, label: 'styles' },
        { value: countWords(manifest.filesRead), label: 'files read' },
        { value: countWords(manifest.filesSkipped.length), label: 'files skipped' },
      ]),
      ...sources(summary, manifest),
      ...counts(summary),
      ...leftOut(manifest),
    ],
  };
}

function sources(summary: CorpusSummary, manifest: CorpusManifest): Html[] {
  const rows = manifest.sources.map((source) => [
    source.name,
    countWords(summary.patternsBySource[source.name] ?? 0),
    source.provenance,
    source.licence,
    source.url === undefined ? source.credit : `${source.credit} — ${source.url}`,
  ]);
  const columns = [
    { heading: 'Source' },
    { heading: 'Patterns', align: 'right' },
    { heading: 'Provenance' },
    { heading: 'Licence' },
    { heading: 'Credit' },
  ] as const;
  const rules = manifest.sources.flatMap(({ name, rules }) => rules.map((rule) => [name, rule]));
  return [
    subheading('Sources'),
    table(columns, rows),
    ...(rules.length === 0
      ? []
      : [
          details('How patterns were made from them', [
            table([{ heading: 'Source' }, { heading: 'Rule' }], rules),
          ]),
        ]),
  ];
}

function counts(summary: CorpusSummary): Html[] {
  const kinds = PROVENANCES.flatMap((provenance) => SPLITS.map((split) => ({ provenance, split }))).filter(
    (kind) => summary.styles.some((style) => countOf(style, kind) > 0),
  );
  const rows = summary.styles.map((style) => [
    style.style,
    ...kinds.map((kind) => countWords(countOf(style, kind))),
    countWords(style.patterns),
  ]);
  const totals = kinds.map((kind) => sum(summary.styles.map((style) => countOf(style, kind))));
  const columns = [
    { heading: 'Style' },
    ...kinds.map(({ provenance, split }) => ({
      heading: `${provenance}, ${split}`,
      align: 'right' as const,
    })),
    { heading: 'All', align: 'right' as const },
  ];
  return [
    subheading('Patterns by style, provenance and split'),
    figure({
      svg: barChart(
        {
          categories: summary.styles.map(({ style }) => style),
          series: SPLITS.map((split) => ({
            name: split,
            values: summary.styles.map((style) =>
              sum(style.counts.filter((count) => count.split === split).map(({ patterns }) => patterns)),
            ),
          })),
          stacked: true,
          horizontal: true,
        },
        { widthPx: 860, heightPx: 70 + 22 * summary.styles.length },
      ),
    }),
    table(columns, [...rows, ['all', ...totals.map(countWords), countWords(summary.patterns)]]),
  ];
}

function leftOut({ dropped, duplicates, filesSkipped }: CorpusManifest): Html[] {
  const rows = [
    ...Object.entries(dropped),
    ['identical to another pattern in the same split', duplicates.withinSplit] as const,
    ['held out but identical to a pattern in another split', duplicates.acrossSplits] as const,
  ].map(([reason, count]) => [reason, countWords(count)]);
  const blocks = [
    subheading('What was left out'),
    table([{ heading: 'Reason' }, { heading: 'Count', align: 'right' }], rows),
  ];
  if (filesSkipped.length === 0) return [...blocks, paragraph('No files were skipped.')];
  const more = filesSkipped.length - SKIPPED_SHOWN;
  return [
    ...blocks,
    table(
      [{ heading: 'Why files were skipped' }, { heading: 'Files', align: 'right' }],
      countBy(filesSkipped.map(({ reason }) => reason)).map(([reason, count]) => [reason, countWords(count)]),
    ),
    details(`Skipped files (${countWords(filesSkipped.length)})`, [
      table(
        [{ heading: 'File' }, { heading: 'Reason' }],
        filesSkipped.slice(0, SKIPPED_SHOWN).map(({ file, reason }) => [file, reason]),
      ),
      ...(more > 0 ? [paragraph(`And ${countWords(more)} more; manifest.json lists them all.`)] : []),
    ]),
  ];
}

/** Reasons may quote what is wrong with one file; beyond so many the list of files says it better. */
const REASONS_SHOWN = 20;

function countBy(words: readonly string[]): (readonly [string, number])[] {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, REASONS_SHOWN);
}

function countOf(
  style: CorpusSummary['styles'][number],
  kind: { readonly provenance: string; readonly split: string },
): number {
  return sum(
    style.counts
      .filter(({ provenance, split }) => provenance === kind.provenance && split === kind.split)
      .map(({ patterns }) => patterns),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
