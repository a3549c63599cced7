// One style's section on a corpus's page: how often each voice is hit on each step, and its most typical and
// rarest patterns. Used by corpus-page.ts.

import { patternOfRecord } from '../corpus/record';
import { STEPS_PER_BAR } from '../rhythm/grid';
import { VOICES } from '../rhythm/voices';
import { figure, gallery, paragraph, subheading, type Figure } from '../report/blocks';
import { heatMap } from '../report/charts';
import { gridSvg } from '../report/grid-svg';
import type { Section } from '../report/page';
import { countWords, decimalWords } from './numbers';
import type { StepProfile, StyleSummary } from './style-statistics';
import type { PickedPattern, StylePicks } from './typicality';

export function styleSection(style: StyleSummary, picks: StylePicks): Section {
  return {
    heading: style.style,
    blocks: [
      paragraph(
        `${countWords(style.patterns)} patterns. How often each voice is hit on each 16th of the bar, in percent:`,
      ),
      figure({ svg: profileSvg(style.profile) }),
      subheading('Most typical'),
      gallery(picks.typical.map(pickFigure)),
      subheading('Rarest'),
      gallery(picks.rarest.map(pickFigure)),
    ],
  };
}

function profileSvg(profile: StepProfile): string {
  const voices = VOICES.map((_, voice) => voice)
    .filter((voice) => profile[voice]!.some((share) => share > 0))
    .reverse();
  return heatMap(
    {
      rows: voices.map((voice) => VOICES[voice]!.label),
      columns: Array.from({ length: STEPS_PER_BAR }, (_, step) => String(step + 1)),
      values: voices.map((voice) => profile[voice]!),
      label: (share) => (share >= 0.005 ? String(Math.round(share * 100)) : ''),
    },
    { widthPx: 720, heightPx: 40 + 22 * voices.length },
  );
}

function pickFigure({ record, score }: PickedPattern): Figure {
  return {
    svg: gridSvg(patternOfRecord(record), { cellPx: 14 }),
    caption: `${record.id} · ${decimalWords(record.tempoBpm, 0)} BPM · ${record.provenance}, ${record.split} · typicality ${decimalWords(score, 2)}`,
  };
}
