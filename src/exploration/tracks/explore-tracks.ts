// Runs the documents of a Spotify pull, or of a folder, through the statistics. Called by scripts/explore.

import { AnalysisError } from '../../corpus/analysis/document';
import { analysisFiles, readAnalysisFile } from '../../corpus/analysis/files';
import { TrackStatistics, type TrackSummary } from './track-statistics';

export interface ExploreTracksOptions {
  /** Seeds the sample of tracks that are drawn one by one. */
  readonly seed?: number;
  readonly onProgress?: (done: number, words: string) => void;
}

const DEFAULT_SEED = 909;

/**
 * Describes the tracks in one reading; memory holds one document and the aggregates.
 * @throws Error with a sentence when the folder cannot be read
 */
export async function exploreTracks(
  folder: string,
  { seed = DEFAULT_SEED, onProgress }: ExploreTracksOptions = {},
): Promise<TrackSummary> {
  const statistics = new TrackStatistics(seed);
  let done = 0;
  for await (const file of analysisFiles(folder)) {
    const { track, name } = file;
    statistics.addTrack(track);
    try {
      const title = track ? `${track.artist}: ${track.name}` : name;
      statistics.addAnalysis(await readAnalysisFile(file), title, track?.genre);
    } catch (error) {
      if (!(error instanceof AnalysisError)) throw error;
      statistics.leaveOut(error.message);
    }
    onProgress?.(++done, name);
  }
  return statistics.summary();
}
