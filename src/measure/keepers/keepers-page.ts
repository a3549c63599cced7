// The figures of all styles as one page, with the rhythms drawn that are furthest from the rules. Called by
// scripts/keepers.ts, which writes it.

import { gallery, paragraph, subheading, table, type Figure } from '../../report/blocks';
import { gridSvg } from '../../report/grid-svg';
import type { Html } from '../../report/html';
import { renderPage, type Section } from '../../report/page';
import type { StyleKeepers } from './keepers-figures';
import { diversityTable, keepersSentences, keepersTables, type KeepersTable } from './keepers-tables';
import type { WorstRhythm } from './worst-rhythms';

/** Equal figures give equal bytes. @param lead what was measured, in a sentence */
export function keepersPage(lead: string, styles: readonly StyleKeepers[]): string {
  return renderPage({ title: 'Rhythms that keep their rules', lead, sections: styles.map(styleSection) });
}

function styleSection(figures: StyleKeepers): Section {
  const classes = diversityTable(figures);
  return {
    heading: figures.style,
    blocks: [
      ...[...keepersTables(figures), ...(classes ? [classes] : [])].map(tableBlock),
      ...keepersSentences(figures).map(paragraph),
      ...worstBlocks('The worst at default settings', figures.worst.default),
      ...worstBlocks('The worst as learned', figures.worst['as learned']),
    ],
  };
}

function tableBlock({ caption, heads: [whose, which], rows }: KeepersTable): Html {
  const columns = which.map((name, at) => ({
    heading: `${whose[at] ?? ''} ${name}`.trim(),
    align: at === 0 ? ('left' as const) : ('right' as const),
  }));
  return table(columns, rows, caption);
}

function worstBlocks(heading: string, worst: readonly WorstRhythm[]): Html[] {
  if (worst.length === 0) return [subheading(heading), paragraph('Every rhythm keeps every rule.')];
  return [
    subheading(heading),
    paragraph('Most broken rules first; in brackets, how far the rhythm is from keeping each.'),
    gallery(worst.map(worstFigure)),
  ];
}

function worstFigure({ seed, pattern, broken }: WorstRhythm): Figure {
  const words = broken.map(({ rule, by }) => `${rule} (${Number(by.toFixed(2))})`).join(', ');
  return { svg: gridSvg(pattern, { cellPx: 10 }), caption: `Seed ${seed}. Broken: ${words}.` };
}
