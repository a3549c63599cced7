// Reads a corpus folder into a dataset and checks it against its manifest. Called by train and compare.

import type { CorpusManifest } from '../../corpus/manifest';
import { readCorpus } from '../../corpus/read-corpus';
import type { CorpusRecord } from '../../corpus/record';
import { collectDataset, type Dataset, type StyleMap } from './dataset';

/** Which patterns of a corpus are learned from; all of them unless told. */
export interface Selection {
  readonly styleMap?: StyleMap | undefined;
  /** Styles of the corpus, before the map. */
  readonly styles?: readonly string[];
}

/**
 * Reads the selected patterns of a corpus.
 * @throws Error in one sentence when the corpus is damaged, or has no pattern of a style that was asked for
 */
export async function readDataset(
  folder: string,
  manifest: CorpusManifest,
  { styleMap, styles }: Selection = {},
): Promise<Dataset> {
  const met = new Set<string>();
  let records = 0;
  async function* selected(): AsyncGenerator<CorpusRecord> {
    for await (const record of readCorpus(folder)) {
      records++;
      met.add(record.style);
      if (styles === undefined || styles.includes(record.style)) yield record;
    }
    // Checked in here: without any pattern, collectDataset would throw first and blame something else.
    const missing = styles?.find((style) => !met.has(style));
    if (missing !== undefined)
      throw new Error(
        `The corpus ${folder} has no patterns in the style ${missing}; it has ${[...met].sort().join(', ')}.`,
      );
  }
  const dataset = await collectDataset(selected(), styleMap);
  if (records !== manifest.windows)
    throw new Error(
      `The corpus ${folder} is damaged: its manifest lists ${manifest.windows} patterns, but it contains ${records}.`,
    );
  return dataset;
}
