// Puts the page about a corpus together from its sections. Called by scripts/explore, which writes it.

import type { CorpusManifest } from '../corpus/manifest';
import { paragraph } from '../report/blocks';
import { renderPage, type Section } from '../report/page';
import {
  rhythmSection,
  styleComparisonSection,
  timingSection,
  velocitySection,
} from './distribution-sections';
import type { Exploration } from './explore-corpus';
import { originSection } from './origin-section';
import { styleSection } from './style-section';

/** Styles that get a section of their own: a folder tree taken for styles could have thousands. */
const STYLES_DRAWN = 40;

/** Equal corpora give equal bytes. @param name what the reader knows the corpus by */
export function explorationPage(
  { summary, picks }: Exploration,
  manifest: CorpusManifest,
  name: string,
): string {
  const drawn = summary.styles.slice(0, STYLES_DRAWN);
  const styleSections = drawn.map((style) =>
    styleSection(
      style,
      picks.find((pick) => pick.style === style.style) ?? { style: style.style, typical: [], rarest: [] },
    ),
  );
  return renderPage({
    title: `Corpus ${name}`,
    lead: 'The rhythms that a network can learn from: where they come from, what they are like, and what each style looks like.',
    sections: [
      originSection(summary, manifest),
      styleComparisonSection(summary),
      rhythmSection(summary),
      velocitySection(summary),
      timingSection(summary),
      typicalitySection(drawn.length, summary.styles.length),
      ...styleSections,
    ],
    footer: `Corpus fingerprint ${manifest.fingerprint}.`,
  });
}

function typicalitySection(drawn: number, all: number): Section {
  const rest = drawn < all ? ` Of ${all} styles, the ${drawn} with the most patterns are shown.` : '';
  return {
    heading: 'How to read the styles',
    blocks: [
      paragraph(
        'Each style follows with its step profile, over all splits, and with patterns picked by typicality: ' +
          "the cosine between a pattern's hits and the style's step profile, 1 if every hit falls where the style has most of its hits. " +
          'Unlike likelihood, it does not favour sparse patterns. Each pick comes from a different file and has different hits from the other picks. ' +
          `The rarest patterns are worth a look: misread files show up here first.${rest}`,
      ),
      paragraph(
        'In the grids, a column is a 16th; the taller and stronger a hit, the louder; a hit to the right of its cell’s middle is late, to the left early.',
      ),
    ],
  };
}
