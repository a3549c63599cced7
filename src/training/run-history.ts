// The past of a run: loss rows, evaluations and snapshots of its rhythms. Written by run-loop.ts, the
// follower and the comparison; read by the watch and the page. Plain data only: a checkpoint holds it as
// JSON, so that the page and the watch continue after a resume.

/** The losses, the gradient penalty and the norms of both gradients at one step. */
export interface LossRow {
  readonly step: number;
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
  readonly penalty: number;
  readonly discriminatorGradient: number;
  readonly generatorGradient: number;
}

/** Whether training can continue from a row: a loss that is NaN or infinite stays so. */
export function hasOnlyNumbers(row: LossRow): boolean {
  return Object.values(row).every(Number.isFinite);
}

/** Measures of the averaged generator at one step, by name. */
export interface EvaluationRow {
  readonly step: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Where too few patterns are held out; 0.1.0 measured on those all the same, and a run of its goes on so. */
  readonly measuredOn?: 'training' | undefined;
}

/** The patterns that some fixed latents became at one step, as `packPattern` packs them. */
export interface Snapshot {
  readonly step: number;
  readonly patterns: readonly string[];
}

export interface History {
  readonly losses: readonly LossRow[];
  readonly evaluations: readonly EvaluationRow[];
  /** Of some of the evaluations, see `keepSpread`. */
  readonly snapshots: readonly Snapshot[];
}

/** A history that has one row of losses more. */
export function withLosses(history: History, row: LossRow): History {
  return { ...history, losses: [...history.losses, row] };
}

/** Steps between loss rows: reading losses back stalls a graphics card. */
export const LOSS_ROW_EVERY = 10;
