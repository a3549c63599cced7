import { textOf } from '../architecture/sources';
import { TypeCheck } from '../mutation/type-check';
import { placeOf } from './coverage/reach';
import { hashOfText, plantableSources } from './coverage/test-files';
import { edited, type Edit } from './faults/edit';
import { isDeleted, type DeletedFault, type NamedFault } from './faults/fault';
import { NAMED_FAULTS } from './faults/named';
import { draw } from './mutants/draw';
import type { Mutant } from './mutants/mutant';
import { mutantsOf } from './mutants/mutants-of';
import type { Planted } from './run/plant';

/** A fault that will be planted. */
export interface Planned {
  readonly id: string;
  readonly sentence: string;
  /** File and line of its first change. */
  readonly place: string;
  readonly planted: readonly Planted[];
  /** Of what is planted: another text is another fault. */
  readonly hash: string;
  /** Where it was drawn and not thought of. */
  readonly mutant?: Mutant;
}

export interface Plan {
  readonly faults: readonly Planned[];
  /** Nothing is left to plant them in. */
  readonly deleted: readonly DeletedFault[];
  /** How many mutants were drawn and put back, because they do not compile. */
  readonly putBack: number;
}

export interface PlanOptions {
  readonly named: boolean;
  readonly mutants: number;
  readonly seed: number;
  /** Told after each mutant that was drawn. */
  readonly onDrawn: (count: number) => void;
}

/** What will be planted. @throws Error for a named fault that no longer applies */
export function planOf({ named, mutants, seed, onDrawn }: PlanOptions): Plan {
  const all = named ? NAMED_FAULTS : [];
  const drawn = drawnMutants(mutants, seed, onDrawn);
  return {
    faults: [...all.flatMap((fault) => plannedOf(fault) ?? []), ...drawn.faults],
    deleted: all.filter(isDeleted),
    putBack: drawn.putBack,
  };
}

/** Undefined where its code is gone. @throws Error when it no longer applies */
export function plannedOf(fault: NamedFault): Planned | undefined {
  if (isDeleted(fault)) return undefined;
  try {
    return planned(fault.id, fault.sentence, plantedBy(fault.edits));
  } catch (error) {
    throw new Error(`${fault.id}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** The files as they are after all edits; those of one file follow each other. */
function plantedBy(edits: readonly Edit[]): Planted[] {
  const byFile = new Map<string, Planted>();
  for (const edit of edits) {
    const before = byFile.get(edit.file);
    const { file, text, at } = edited(before?.text ?? textOf(edit.file), edit);
    byFile.set(file, { file, text, at: before?.at ?? at });
  }
  return [...byFile.values()];
}

function planned(id: string, sentence: string, planted: readonly Planted[]): Planned {
  return {
    id,
    sentence,
    place: placeOf(planted[0]!),
    planted,
    hash: hashOfText(planted.map(({ file, text }) => `${file}\n${text}`).join('\n')),
  };
}

function drawnMutants(
  count: number,
  seed: number,
  onDrawn: (count: number) => void,
): { readonly faults: readonly Planned[]; readonly putBack: number } {
  if (count === 0) return { faults: [], putBack: 0 };
  const all = plantableSources().flatMap((file) => mutantsOf(file, textOf(file)));
  const check = new TypeCheck();
  let sound = 0;
  const { mutants, putBack } = draw(all, count, seed, ({ file, text }) => {
    const isSound = check.errorNear(file, text) === undefined;
    if (isSound) onDrawn(++sound);
    return isSound;
  });
  const faults = mutants.map((mutant, index) => ({
    ...planned(`m${seed}-${index + 1}`, mutant.mutation, [mutant]),
    mutant,
  }));
  return { faults, putBack };
}
