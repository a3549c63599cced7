import type { CorpusRecord } from '../../src/corpus/record';
import { voiceIndex, type VoiceId } from '../../src/rhythm/voices';

type HitTuple = CorpusRecord['hits'][number];

/** A record of style `house`, played by a person, at 124 BPM, unless told. */
export function recordOf(
  id: string,
  hits: readonly HitTuple[],
  changes: Partial<CorpusRecord> = {},
): CorpusRecord {
  return {
    id,
    source: 'test',
    group: id,
    split: 'train',
    style: 'house',
    provenance: 'human',
    tempoBpm: 124,
    hits: [...hits].sort((a, b) => a[0] - b[0] || a[1] - b[1]),
    ...changes,
  };
}

/** Hits of one voice on the same steps of both bars. */
export function bothBars(voice: VoiceId, steps: readonly number[], velocity = 0.8, offset = 0): HitTuple[] {
  return [0, 16].flatMap((bar) =>
    steps.map((step): HitTuple => [bar + step, voiceIndex(voice), velocity, offset]),
  );
}

/** Kick on every beat, clap on 2 and 4, open hat between the beats. */
export function houseHits(): HitTuple[] {
  return [
    ...bothBars('kick', [0, 4, 8, 12], 0.9),
    ...bothBars('clap', [4, 12]),
    ...bothBars('open-hat', [2, 6, 10, 14], 0.6, 0.04),
  ];
}

/** A stream that can be opened again, and tells how often it was. */
export function streamOf(records: readonly CorpusRecord[]): {
  readonly open: () => AsyncIterable<CorpusRecord>;
  readonly opened: () => number;
} {
  let times = 0;
  return {
    open: () => {
      times++;
      return replay(records);
    },
    opened: () => times,
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- stands for a stream from disk
async function* replay(records: readonly CorpusRecord[]): AsyncGenerator<CorpusRecord> {
  yield* records;
}
