// What tells the drum on a pad beside its own name: layered pads are all called “Multi”, and a chain's name
// may say nothing. Used by drum-rack-pads.ts.

import { voiceOfName } from '../../notes/drum-rack-kit';
import { childOf, idsOf, isTrue, nameOf, NO_ID, numberOf, typeOf, valueOf, valuesOf } from './object';

/** A chain of a pad. */
export interface AnsweredChain {
  readonly id: number;
  /** The note that its devices get, where Live tells it. */
  readonly innerNote: number | undefined;
}

const INSTRUMENT = 1;

/** How many levels of racks inside a pad are read. */
const DEEPEST_RACK = 2;

/**
 * Further names of a pad, most telling first: those of its other chains, then of the instruments in them, then of their
 * samples. Ends with the first kind that names a drum, since each kind takes more questions to Live.
 */
export function hintsOf(chainNames: readonly string[], chains: readonly AnsweredChain[]): string[] {
  const hints = chainNames.slice(1);
  if (chainNames.some(namesDrum)) return hints;
  const parts = chains.flatMap((chain) => partsOf(chain, 0));
  hints.push(...parts.map(nameOf));
  if (hints.some(namesDrum)) return hints;
  return [...hints, ...parts.flatMap(sampleNames)];
}

function namesDrum(name: string): boolean {
  return voiceOfName(name) !== undefined;
}

/** The instruments in a chain; of racks among them also the chains that sound and the instruments in those. */
function partsOf({ id, innerNote }: AnsweredChain, depth: number): number[] {
  return idsOf(id, 'devices')
    .filter((deviceId) => numberOf(deviceId, 'type') === INSTRUMENT)
    .flatMap((deviceId) => {
      if (depth >= DEEPEST_RACK || !isTrue(deviceId, 'can_have_chains')) return [deviceId];
      const isDrumRack = isTrue(deviceId, 'can_have_drum_pads');
      const inner = idsOf(deviceId, 'chains')
        .map((chainId) => innerChain(chainId, isDrumRack ? innerNote : undefined))
        .filter((chain) => chain !== undefined);
      return [deviceId, ...inner.flatMap((chain) => [chain.id, ...partsOf(chain, depth + 1)])];
    });
}

/** A chain of a rack inside a pad; undefined if it is silent there because it answers another note. */
function innerChain(id: number, note: number | undefined): AnsweredChain | undefined {
  if (note === undefined) return { id, innerNote: undefined };
  const answered = valueOf(id, 'in_note');
  return answered === note || answered === -1 ? { id, innerNote: numberOf(id, 'out_note') } : undefined;
}

/** The name of the file in a Simpler, the only sampler of which Live tells it. */
function sampleNames(partId: number): string[] {
  if (typeOf(partId) !== 'SimplerDevice') return [];
  const sampleId = childOf(partId, 'sample');
  if (sampleId === NO_ID) return [];
  return [fileName(valuesOf(sampleId, 'file_path').map(String).join(' '))];
}

function fileName(path: string): string {
  const name = path.split(/[\\/:]/).at(-1) ?? '';
  return name.replace(/\.[^.]*$/, '');
}
