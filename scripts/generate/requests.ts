import { type GenerationRequest, parseRequest } from '../../src/engine/request/request';
import { VALUE_NAMES } from '../../src/engine/request/request-values';
import type { ModelCard } from '../../src/model/card';
import { BAR_CHOICES } from '../../src/rhythm/grid';
import type { Pattern } from '../../src/rhythm/pattern';
import { readClip } from '../support/midi-clip';
import { UsageError } from '../support/cli';
import { refuseUnknownStyle } from '../support/known-style';
import { type Options, PREFERRED_STYLE } from './options';

/** A drawn seed is short enough to be read out and typed in again. */
const DRAWN_SEEDS = 1_000_000;

/** What the model is asked for, one request a seed. @throws UsageError for options that do not go together */
export async function requestsOf(card: ModelCard, options: Options): Promise<GenerationRequest[]> {
  const { from, like } = await clipsOf(options);
  const known = card.styles.map(({ name }) => name);
  const style = options.style ?? (known.includes(PREFERRED_STYLE) ? PREFERRED_STYLE : known[0]!);
  refuseUnknownStyle(style, card);
  if (!BAR_CHOICES.some((bars) => String(bars) === options.bars)) {
    throw new UsageError(`--bars must be one of ${BAR_CHOICES.join(', ')}, not ${options.bars}.`);
  }
  const { allowCopies, mayOmitParts, lock } = options;
  const values = Object.fromEntries(VALUE_NAMES.map((name) => [name, options[name]]));
  const first = options.seed ?? crypto.getRandomValues(new Uint32Array(1))[0]! % DRAWN_SEEDS;
  if (first > Number.MAX_SAFE_INTEGER - (options.count - 1)) {
    throw new UsageError(`--count ${options.count} from --seed ${first} goes beyond the largest seed.`);
  }
  return Array.from({ length: options.count }, (_, at) => {
    const request = {
      seed: first + at,
      style,
      bars: Number(options.bars),
      ...values,
      locks: from && { voices: lock, pattern: from },
      like: like && { pattern: like },
      allowCopies,
      mayOmitParts,
    };
    return parseRequest(request, card);
  });
}

/** Clips that rhythms start from. */
interface Clips {
  readonly from: Pattern | undefined;
  readonly like: Pattern | undefined;
}

async function clipsOf({ lock, from, like }: Options): Promise<Clips> {
  if (lock && from === undefined)
    throw new UsageError('--lock keeps voices of a clip: name the clip with --from.');
  if (from !== undefined && !lock)
    throw new UsageError('--from is the clip to keep voices from: name the voices with --lock.');
  return {
    from: from === undefined ? undefined : await readClip(from),
    like: like === undefined ? undefined : await readClip(like),
  };
}
