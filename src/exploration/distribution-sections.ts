// Sections of a corpus's page: styles compared, density with swing and tempo, velocity and timing by voice.
// Used by corpus-page.ts.

import { VOICES } from '../rhythm/voices';
import { figure, gallery, paragraph, table } from '../report/blocks';
import { barChart, histogram } from '../report/charts';
import { voiceColour } from '../report/palette';
import type { Section } from '../report/page';
import type { HistogramSummary } from './histogram';
import { countWords, decimalWords, percentWords } from './numbers';
import type { CorpusSummary } from './corpus-statistics';

export function styleComparisonSection({ styles }: CorpusSummary): Section {
  const columns = [
    'Patterns',
    'Hits per bar',
    'Four on the floor',
    'Backbeat',
    'Hats on off-beats',
    'Syncopation',
    'Swing',
    'BPM, mean',
    'BPM, range',
  ].map((heading) => ({ heading, align: 'right' as const }));
  const rows = styles.map((style) => [
    style.style,
    countWords(style.patterns),
    decimalWords(style.hitsPerBar, 1),
    percentWords(style.fourOnTheFloor),
    percentWords(style.backbeat),
    percentWords(style.offBeatHats),
    decimalWords(style.syncopation, 1),
    decimalWords(style.swing, 2),
    decimalWords(style.tempoBpm.mean, 0),
    rangeWords(style.tempoBpm),
  ]);
  return {
    heading: 'Styles compared',
    blocks: [
      paragraph(
        'Four on the floor: patterns with a kick on every beat. Backbeat: patterns with a snare or clap on every 2 and 4. ' +
          'Hats on off-beats: share of the 8ths between the beats with a closed or open hat. ' +
          'Syncopation: metrical weight of the rests that hits lead into, minus that of the hits themselves; −11 is four kicks and nothing else. ' +
          'Swing: 0 is straight, 1 a full triplet.',
      ),
      figure({
        svg: barChart(
          {
            categories: styles.map(({ style }) => style),
            series: [
              { name: 'four on the floor', values: styles.map((style) => style.fourOnTheFloor) },
              { name: 'backbeat', values: styles.map((style) => style.backbeat) },
              { name: 'hats on off-beats', values: styles.map((style) => style.offBeatHats) },
            ],
            horizontal: true,
            percent: true,
            valueMax: 1,
          },
          { widthPx: 860, heightPx: 70 + 46 * styles.length },
        ),
      }),
      table([{ heading: 'Style' }, ...columns], rows),
    ],
  };
}

export function rhythmSection(summary: CorpusSummary): Section {
  const size = { widthPx: 352, heightPx: 210 };
  const draw = (
    title: string,
    of: HistogramSummary,
    unit: string,
    decimals: number,
  ): { svg: string; caption: string } => ({
    svg: histogram({ title, edges: of.edges, counts: of.counts, xName: unit }, size),
    caption: momentWords(of, decimals),
  });
  return {
    heading: 'Density, swing and tempo',
    blocks: [
      paragraph('Patterns per bin. Values out of range are counted in the outermost bin.'),
      gallery([
        draw('Density', summary.density, 'hits per bar', 1),
        draw('Swing', summary.swing, '0 straight, 1 full triplet', 2),
        draw('Tempo', summary.tempoBpm, 'BPM', 0),
      ]),
    ],
  };
}

export function velocitySection(summary: CorpusSummary): Section {
  return {
    heading: 'Velocity by voice',
    blocks: [
      paragraph('Hits per bin of MIDI velocity, 1–127.'),
      gallery(voiceHistograms(summary, (voice) => voice.velocity, 'velocity', 0)),
    ],
  };
}

export function timingSection(summary: CorpusSummary): Section {
  return {
    heading: 'Timing by voice',
    blocks: [
      paragraph('Hits per bin of distance from the grid in 16th steps: negative is early, positive late.'),
      gallery(voiceHistograms(summary, (voice) => voice.offset, '16th steps', 3)),
    ],
  };
}

function voiceHistograms(
  summary: CorpusSummary,
  pick: (voice: CorpusSummary['voices'][number]) => HistogramSummary,
  unit: string,
  decimals: number,
): { svg: string; caption: string }[] {
  return summary.voices.flatMap((voice, at) => {
    if (voice.hits === 0) return [];
    const { edges, counts, ...moments } = pick(voice);
    const title = VOICES[at]!.label;
    const chart = { title, edges, counts, xName: unit, colour: voiceColour(at) };
    const caption = `${countWords(voice.hits)} hits in ${percentWords(voice.presence)} of the patterns, ${momentWords(moments, decimals)}`;
    return [{ svg: histogram(chart, { widthPx: 256, heightPx: 160 }), caption }];
  });
}

function momentWords(
  { mean, deviation }: Pick<HistogramSummary, 'mean' | 'deviation'>,
  decimals: number,
): string {
  return `mean ${decimalWords(mean, decimals)}, standard deviation ${decimalWords(deviation, decimals)}`;
}

function rangeWords({ least, most }: { readonly least: number; readonly most: number }): string {
  const [from, to] = [least, most].map((value) => decimalWords(value, 0));
  return from === to ? from! : `${from}–${to}`;
}
