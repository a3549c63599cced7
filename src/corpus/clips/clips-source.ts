// A corpus source that recombines single-voice clips into patterns of house, techno and related styles.
// Called by scripts/corpus. The same catalogue, counts and seed give the same patterns.

import { Random } from '../../rhythm/random';
import type { SourceDescription } from '../manifest';
import { recordHits, SPLITS, type CorpusRecord, type Split } from '../record';
import type { CorpusSource } from '../source';
import { CLIP_GROUPS, readCatalog, type Clip } from './catalog';
import type { StyleFigures } from './figures';
import { HOUSE, TECHNO } from './figures-club';
import { BREAKBEAT, DISCO, ELECTRO, GARAGE } from './figures-related-styles';
import { soundLevels } from './clip-parts';
import { stylePoolsFor, recombine } from './recombine';
import { LEAST_APART, Spread } from './spread';

export interface ClipsOptions {
  readonly seed: number;
  /** Training patterns of house; the other styles follow in proportion. */
  readonly count: number;
  /** Patterns of house in validation, and as many in test: they need not grow with the training set. */
  readonly heldOut: number;
}

const STYLE_FIGURES: readonly StyleFigures[] = [HOUSE, TECHNO, DISCO, BREAKBEAT, ELECTRO, GARAGE];

const SPLIT_SHARE: Readonly<Record<Split, number>> = { train: 0.8, validation: 0.1, test: 0.1 };

/** Without these there is no rhythm; a tenth of each has to be at least one clip. */
const NEEDED_GROUPS = ['Kick', 'Snare', 'Hats'] as const;
const MIN_CLIPS = 10;

const CLIPS: SourceDescription = {
  name: 'clips',
  licence: 'CC0 1.0',
  credit:
    'Composable Drum Patterns: single-voice clips made with the help of coding agents, so synthetic, dedicated to the public domain.',
  provenance: 'recombined',
  rules: [
    'Each pattern puts a kick, snare, clap, hat, percussion and tom clip of a style together, not all in each; one-bar clips are looped, sometimes with a stroke more or less in the second bar, some end in a fill.',
    'House is full or sparse, each with layers of its own; layers bound the hits and runs of a clip.',
    'Clips are drawn with weights under which the style falls where real sets do: for house P(hit) per step, velocity and timing as measured on sets of house loops.',
    'A snare clip may be played by the clap, an open-hat clip by the ride, and soft rims stand as ghosts of the snare: the catalogue has few clips of those voices.',
    `A pattern differs from every other one of its style and split in at least ${LEAST_APART} cells besides the kick on the beat and the backbeat, where a hundred draws find one that does.`,
    'Closed and open hat never share a step, as one pedal plays both.',
    'The clips of each group are divided 80/10/10 by a seeded draw, and a pattern is made of clips of its own split; the plain forms of a genre (kick on every beat, clap on the backbeat, hat on the off-beat) belong to nobody and stand in all.',
  ],
};

/** @throws Error when the file is not a catalogue, or has too few clips of a group for three splits */
export async function clipsSource(file: string, options: ClipsOptions): Promise<CorpusSource> {
  const clips = await readCatalog(file);
  for (const group of NEEDED_GROUPS) {
    const found = clips.filter((clip) => clip.group === group).length;
    if (found >= MIN_CLIPS) continue;
    throw new Error(
      `${file} has ${found} ${group} clips; at least ${MIN_CLIPS} are needed for three splits.`,
    );
  }
  return {
    descriptions: [CLIPS],
    *records(stats) {
      stats.filesRead++;
      stats.expectedWindows = STYLE_FIGURES.flatMap((figures) =>
        SPLITS.map((split) => patternCount(figures, split, options)),
      ).reduce((sum, patterns) => sum + patterns, 0);
      const levels = soundLevels(clips);
      const { seed } = options;
      const random = Random.fromSeed(seed);
      const divided = divide(clips, random.fork());
      for (const figures of STYLE_FIGURES) {
        for (const split of SPLITS) {
          const stylePools = stylePoolsFor(figures, divided[split], levels);
          const stream = random.fork();
          const patterns = patternCount(figures, split, options);
          const spread = new Spread();
          for (let number = 0; number < patterns; number++) {
            const made = recombine(stylePools, spread, stream);
            spread.add(made.pattern);
            yield recordOf(made, figures, { split, seed, number });
          }
        }
      }
    },
  };
}

function recordOf(
  { pattern, clipIds, tempoBpm }: ReturnType<typeof recombine>,
  { style }: StyleFigures,
  { split, seed, number }: { readonly split: Split; readonly seed: number; readonly number: number },
): CorpusRecord {
  return {
    id: `clips/${seed}/${style}/${split}/${String(number).padStart(5, '0')}`,
    source: CLIPS.name,
    group: clipIds.length > 0 ? clipIds.join('+') : 'plain',
    split,
    style,
    provenance: CLIPS.provenance,
    tempoBpm,
    hits: recordHits(pattern),
  };
}

function patternCount({ share }: StyleFigures, split: Split, { count, heldOut }: ClipsOptions): number {
  return Math.round(share * (split === 'train' ? count : heldOut));
}

/** The clips of each split, divided group by group so that every split has every kind. */
function divide(clips: readonly Clip[], random: Random): Record<Split, Clip[]> {
  const divided: Record<Split, Clip[]> = { train: [], validation: [], test: [] };
  for (const group of CLIP_GROUPS) {
    const members = random.shuffled(clips.filter((clip) => clip.group === group));
    members.forEach((clip, index) => {
      const place = (index + 0.5) / members.length;
      if (place < SPLIT_SHARE.train) divided.train.push(clip);
      else if (place < SPLIT_SHARE.train + SPLIT_SHARE.validation) divided.validation.push(clip);
      else divided.test.push(clip);
    });
  }
  return divided;
}
