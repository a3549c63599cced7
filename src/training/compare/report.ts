// Writes what a comparison has to show so far: table, page and picture. Called by scripts/compare after each
// training and at the end. Reads only the records, so that it also runs without training.

import { dirname, join } from 'node:path';
import { makeFolder, writeFileWhole } from '../../files/whole';
import { comparisonPicture } from './comparison-charts';
import { comparisonCsv } from './csv';
import { byLoss, endOf, type Spread } from './curves';
import { comparisonPage } from './comparison-page';
import { readRecords } from './comparison-record';

/** The files that were written, and the figures at the end of the trainings. */
export interface ComparisonSummary {
  readonly csv: string;
  readonly page: string;
  readonly picture?: string;
  readonly losses: readonly {
    readonly loss: string;
    readonly seeds: readonly number[];
    readonly end: Readonly<Record<string, Spread>>;
  }[];
  readonly baselines: {
    readonly ceiling: Readonly<Record<string, number>>;
    readonly floor: Readonly<Record<string, number>>;
  };
}

/**
 * Writes the table and the page of the trainings that are finished, and the picture where a file is named for it.
 * @throws Error in one sentence, also when none is finished
 */
export async function writeComparison(folder: string, picture?: string): Promise<ComparisonSummary> {
  const records = await readRecords(folder);
  const [first] = records;
  if (!first)
    throw new Error(`${folder} contains no finished training run yet, so there is nothing to show.`);
  const files = { csv: join(folder, 'comparison.csv'), page: join(folder, 'comparison.html') };
  await writeFileWhole(files.csv, comparisonCsv(records));
  await writeFileWhole(files.page, comparisonPage(records));
  if (picture !== undefined) {
    await makeFolder(dirname(picture));
    await writeFileWhole(picture, comparisonPicture(records));
  }
  const metrics = Object.keys(first.evaluations.at(-1)?.metrics ?? {});
  return {
    ...files,
    ...(picture === undefined ? {} : { picture }),
    losses: byLoss(records).map((group) => ({
      loss: group.loss,
      seeds: group.records.map(({ config }) => config.seed),
      end: Object.fromEntries(metrics.map((metric) => [metric, endOf(group.records, metric)])),
    })),
    baselines: first.baselines,
  };
}
