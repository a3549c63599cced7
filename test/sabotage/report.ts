import type { Plan, Planned } from './plan';
import type { Reason, Result } from './run/results';

/** The largest share of mutants that may go unnoticed. */
export const MOST_UNNOTICED = 0.15;

export interface Entry {
  readonly id: string;
  readonly place: string;
  readonly sentence: string;
  readonly kind: string;
  /** Of a mutant: the declaration and the line that it changes. */
  readonly context?: string;
  readonly outcome: Result['outcome'] | 'open';
  readonly by?: Result['by'];
  readonly reaching: number;
  readonly seconds: number;
  /** Why no test can or need notice it. */
  readonly reason?: string;
}

export interface Report {
  readonly entries: readonly Entry[];
  readonly deleted: readonly { readonly id: string; readonly deletedBecause: string }[];
  readonly named: { readonly all: number; readonly noticed: number };
  readonly mutants: {
    readonly all: number;
    readonly noticed: number;
    readonly hung: number;
    readonly putBack: number;
    readonly share: number;
  };
  /** Reasons that belong to no survivor of this run, though its mutant was drawn. */
  readonly needless: readonly Reason[];
  readonly isGoodEnough: boolean;
}

export function reportOf(
  plan: Plan,
  results: ReadonlyMap<string, Result>,
  reasons: readonly Reason[],
): Report {
  const entries = plan.faults.map((fault) => entryOf(fault, results.get(fault.id), reasons));
  const isNoticed = ({ outcome }: Entry): boolean => outcome === 'noticed' || outcome === 'hung';
  const named = entries.filter(({ kind }) => kind === 'named');
  const mutants = entries.filter(({ kind }) => kind !== 'named');
  const noticed = mutants.filter(isNoticed).length;
  const share = mutants.length === 0 ? 1 : noticed / mutants.length;
  const needless = plan.faults.flatMap((fault) => {
    const reason = reasonFor(fault, reasons);
    const result = results.get(fault.id);
    return reason && result && result.outcome !== 'unnoticed' ? [reason] : [];
  });
  return {
    entries,
    deleted: plan.deleted,
    named: { all: named.length, noticed: named.filter(isNoticed).length },
    mutants: {
      all: mutants.length,
      noticed,
      hung: mutants.filter(({ outcome }) => outcome === 'hung').length,
      putBack: plan.putBack,
      share,
    },
    needless,
    isGoodEnough: named.every(isNoticed) && share >= 1 - MOST_UNNOTICED,
  };
}

function entryOf(fault: Planned, result: Result | undefined, reasons: readonly Reason[]): Entry {
  const { id, place, sentence, mutant } = fault;
  const reason = result?.outcome === 'unnoticed' ? reasonFor(fault, reasons)?.reason : undefined;
  return {
    id,
    place,
    sentence,
    kind: mutant?.kind ?? 'named',
    ...(mutant && { context: mutant.context }),
    outcome: result?.outcome ?? 'open',
    ...(result?.by && { by: result.by }),
    reaching: result?.reaching ?? 0,
    seconds: Math.round(result?.seconds ?? 0),
    ...(reason === undefined ? {} : { reason }),
  };
}

function reasonFor({ mutant }: Planned, reasons: readonly Reason[]): Reason | undefined {
  return reasons.find(
    ({ file, mutation, context }) =>
      mutant?.file === file && mutant.mutation === mutation && mutant.context === context,
  );
}

const WORDS: Readonly<Record<Entry['outcome'], string>> = {
  noticed: 'noticed',
  hung: 'noticed (the tests did not end)',
  unnoticed: 'UNNOTICED',
  open: 'not asked yet',
};

/** One line, as it is shown when a fault is done. */
export function lineOf({ id, place, sentence, outcome, by, reaching, seconds }: Entry): string {
  const end =
    outcome === 'noticed' && by
      ? `${by.file}: ${by.title}`
      : outcome === 'unnoticed'
        ? reaching === 0
          ? 'no test reaches it'
          : `${reaching} test files reach it`
        : '';
  return `${id.padEnd(24)} ${WORDS[outcome]} · ${seconds} s · ${place} · ${sentence}${end === '' ? '' : `\n${' '.repeat(25)}${end}`}`;
}

/** The whole for a reader: every fault, then the mutants that went unnoticed with their reasons, then the sum. */
export function textOfReport(report: Report): string {
  const { entries, deleted, named, mutants, needless } = report;
  const survivors = entries.filter(({ outcome, kind }) => outcome === 'unnoticed' && kind !== 'named');
  const open = entries.filter(({ outcome }) => outcome === 'open').length;
  const lines = [
    ...entries.map(lineOf),
    ...deleted.map(({ id, deletedBecause }) => `${id.padEnd(24)} deleted as dead code: ${deletedBecause}`),
    '',
    ...(survivors.length > 0 ? ['Mutants that no test noticed:'] : []),
    ...survivors.map(
      ({ id, place, sentence, context, reason }) =>
        `  ${id} ${place} ${sentence}\n      in ${context}\n      ${reason ?? 'no reason is given in test/sabotage/survivors.json'}`,
    ),
    ...needless.map(({ file, mutation }) => `Noticed after all, so its reason can go: ${file}, ${mutation}`),
    ...(named.all > 0
      ? [`Faults by name: ${named.noticed} of ${named.all} noticed, ${deleted.length} deleted as dead code.`]
      : []),
    ...(mutants.all > 0
      ? [
          `Mutants: ${mutants.noticed} of ${mutants.all} noticed (${Math.round(mutants.share * 1000) / 10} %, at least ${(1 - MOST_UNNOTICED) * 100} % asked for), ` +
            `${mutants.hung} of them because the tests did not end; ${mutants.putBack} drawn again because they do not compile.`,
        ]
      : []),
    ...(open > 0 ? [`${open} not asked yet: go on with --resume.`] : []),
  ];
  return lines.join('\n');
}
