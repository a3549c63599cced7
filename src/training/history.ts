/** What a run looked like at one step. */
export interface LossRow {
  readonly step: number;
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
  readonly penalty: number;
  readonly discriminatorGradient: number;
  readonly generatorGradient: number;
}

/** Whether a row can be gone on from: a loss that is no number never becomes one again. */
export function hasOnlyNumbers(row: LossRow): boolean {
  return Object.values(row).every(Number.isFinite);
}

/** Measures of the averaged generator at one step, by name. */
export interface EvaluationRow {
  readonly step: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** The patterns that some fixed latents became at one step, as `packPattern` packs them. */
export interface Snapshot {
  readonly step: number;
  readonly patterns: readonly string[];
}

/** The past of a run, part of its checkpoint, so that its page and its watch go on after a resume. */
export interface History {
  readonly losses: readonly LossRow[];
  readonly evaluations: readonly EvaluationRow[];
  /** What the generator made at some of the evaluations, so that one sees rhythms form. */
  readonly snapshots: readonly Snapshot[];
}

/** A history that has one row of losses more. */
export function withLosses(history: History, row: LossRow): History {
  return { ...history, losses: [...history.losses, row] };
}

/** Steps between rows of losses: reading them back holds a graphics card up. */
export const LOSS_ROW_EVERY = 10;
