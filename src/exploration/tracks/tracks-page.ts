// The page about analysed tracks. Called by scripts/explore, which writes it.

import { details, facts, figure, gallery, paragraph, subheading, table } from '../../report/blocks';
import { barChart, heatMap, histogram, lineChart } from '../../report/charts';
import type { Html } from '../../report/html';
import { renderPage, type Section } from '../../report/page';
import type { HistogramShape } from '../histogram';
import { countWords, decimalWords } from '../numbers';
import { ALL_OTHERS, type NamedCount } from './counts';
import type { DensitySummary } from './density-map';
import { FEATURE_NAMES, FEATURES } from './features';
import { BAND_COUNT, type OnsetShares } from './onset-map';
import { PAIRS, type TrackSummary } from './track-statistics';

const KEYS = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'] as const;
const SMALL = { widthPx: 352, heightPx: 210 } as const;

/** Equal folders give equal bytes. */
export function tracksPage(summary: TrackSummary, name: string): string {
  const isAnalysed = summary.documents > 0;
  return renderPage({
    title: `Tracks of ${name}`,
    lead: 'The tracks that rhythms can be made from: how many there are, what they are like, and where in the bar they sound.',
    sections: [
      originSection(summary),
      ...(isAnalysed
        ? [
            featureSection(summary),
            keySection(summary),
            pairSection(summary),
            timeSection(summary),
            onsetSection(summary),
          ]
        : []),
    ],
  });
}

function originSection(summary: TrackSummary): Section {
  return {
    heading: 'Overview',
    blocks: [
      facts([
        { value: countWords(summary.tracks), label: 'tracks' },
        { value: countWords(summary.documents), label: 'analysis documents' },
        ...(summary.genreCount > 0 ? [{ value: countWords(summary.genreCount), label: 'genres' }] : []),
        ...(summary.artistCount > 0 ? [{ value: countWords(summary.artistCount), label: 'artists' }] : []),
      ]),
      ...counted('Tracks by genre', summary.genres),
      ...counted('Tracks by artist', summary.artists),
      ...(summary.left.length === 0
        ? []
        : [
            details('Why some have no document', [
              table(
                [{ heading: 'Reason' }, { heading: 'Tracks', align: 'right' }],
                summary.left.map((reason) => [reason.name, countWords(reason.count)]),
              ),
            ]),
          ]),
    ],
  };
}

/** Names of the most tracks as bars; what is behind them is said in words, as its bar would dwarf them. */
function counted(heading: string, names: readonly NamedCount[]): Html[] {
  if (names.length === 0) return [];
  const shown = names.filter(({ name }) => name !== ALL_OTHERS);
  const rest = names.find(({ name }) => name === ALL_OTHERS);
  const series = [{ name: 'tracks', values: shown.map(({ count }) => count) }];
  return [
    subheading(heading),
    figure({
      svg: barChart(
        { categories: shown.map(({ name }) => name), series, horizontal: true },
        { widthPx: 860, heightPx: 50 + 22 * shown.length },
      ),
      ...(rest
        ? { caption: `${countWords(rest.count)} tracks belong to none of these ${shown.length}.` }
        : {}),
    }),
  ];
}

function featureSection({ features }: TrackSummary): Section {
  return {
    heading: 'Features',
    blocks: [
      paragraph('Tracks per bin. Values out of range are counted in the outermost bin.'),
      gallery(
        FEATURE_NAMES.map((name) => {
          const { edges, counts, mean, deviation } = features[name];
          return {
            svg: histogram({ title: FEATURES[name].label, edges, counts }, SMALL),
            caption: `mean ${decimalWords(mean, 2)}, standard deviation ${decimalWords(deviation, 2)}`,
          };
        }),
      ),
    ],
  };
}

function keySection({ keys, keyConfidence, timeSignatures }: TrackSummary): Section {
  const series = [
    { name: 'major', values: keys.major },
    { name: 'minor', values: keys.minor },
  ];
  const { edges, counts } = keyConfidence;
  const signatures = {
    title: 'Time signature',
    categories: timeSignatures.map(({ name }) => name),
    series: [{ name: 'tracks', values: timeSignatures.map(({ count }) => count) }],
  };
  return {
    heading: 'Key and time signature',
    blocks: [
      gallery([
        {
          svg: barChart(
            { title: 'Key', categories: KEYS, series, stacked: true },
            { ...SMALL, widthPx: 440 },
          ),
        },
        { svg: histogram({ title: 'Key confidence', edges, counts }, SMALL) },
        { svg: barChart(signatures, { ...SMALL, widthPx: 256 }) },
      ]),
    ],
  };
}

function pairSection({ pairs, correlations }: TrackSummary): Section {
  const columns = FEATURE_NAMES.map((name) => ({ heading: FEATURES[name].label, align: 'right' as const }));
  return {
    heading: 'Features against one another',
    blocks: [
      paragraph(
        'The darker a cell, the more tracks, on a logarithmic scale, so that single tracks stay visible next to thousands.',
      ),
      gallery(
        PAIRS.map(([x, y], at) => ({
          svg: densitySvg(pairs[at]!),
          caption: `${FEATURES[y].label} (up) against ${FEATURES[x].label} (right)`,
        })),
      ),
      subheading('Correlations'),
      table(
        [{ heading: 'Pearson’s r' }, ...columns],
        FEATURE_NAMES.map((name, row) => [
          FEATURES[name].label,
          ...correlations[row]!.map((value) => decimalWords(value, 2)),
        ]),
      ),
    ],
  };
}

function timeSection({ sections, drawn }: TrackSummary): Section {
  return {
    heading: 'Sections over time',
    blocks: [
      paragraph(
        'How loud sections are relative to their track’s mean, by the position of their middle in the track: intros and breaks are below 0.',
      ),
      figure({
        svg: densitySvg(sections, { widthPx: 560, heightPx: 300 }),
        caption:
          'dB relative to the track’s mean (up) by position in the track (right); the darker, the more sections',
      }),
      ...(drawn.length === 0
        ? []
        : [
            subheading('Sample tracks'),
            paragraph('A random sample: loudness of each section in dB, over time in seconds.'),
            gallery(
              drawn.map(({ name, points }) => ({
                svg: lineChart({ series: [{ name: 'loudness', points }], xName: 'seconds' }, SMALL),
                caption: name,
              })),
            ),
          ]),
    ],
  };
}

function onsetSection({ onsets }: TrackSummary): Section {
  return {
    heading: 'Where in the bar tracks sound',
    blocks: [
      paragraph(
        'Onsets aligned to the beats: percentage of bars with an onset on each 16th, by frequency band from low (bottom) to high (top). Each track counts once.',
      ),
      ...(onsets.length === 0 ? [paragraph('None of the documents has onsets per band.')] : []),
      gallery(
        onsets.map(({ name, tracks, shares }) => ({
          svg: onsetSvg(shares),
          caption: `${name}: ${countWords(tracks)} tracks`,
        })),
      ),
    ],
  };
}

function onsetSvg(shares: OnsetShares): string {
  return heatMap(
    {
      rows: Array.from({ length: BAND_COUNT }, (_, row) => `band ${BAND_COUNT - row}`),
      columns: Array.from({ length: shares[0]!.length }, (_, step) => String(step + 1)),
      values: [...shares].reverse(),
      label: (share) => (share >= 0.005 ? String(Math.round(share * 100)) : ''),
    },
    { widthPx: 540, heightPx: 40 + 22 * BAND_COUNT },
  );
}

function densitySvg(
  { x, y, counts }: DensitySummary,
  size: { widthPx: number; heightPx: number } = { widthPx: 352, heightPx: 260 },
): string {
  const most = Math.max(1, ...counts.flat());
  return heatMap(
    {
      rows: labelsOf(y).reverse(),
      columns: labelsOf(x),
      values: [...counts].reverse().map((row) => row.map((count) => Math.log1p(count) / Math.log1p(most))),
    },
    size,
  );
}

/** The low end of every few bins; the others bear no label, as all would not fit. */
function labelsOf({ low, high, bins }: HistogramShape): string[] {
  const every = Math.ceil(bins / 6);
  return Array.from({ length: bins }, (_, bin) => {
    const value = low + ((high - low) * bin) / bins;
    return bin % every === 0 ? decimalWords(value, Number.isInteger(value) ? 0 : 1) : '';
  });
}
