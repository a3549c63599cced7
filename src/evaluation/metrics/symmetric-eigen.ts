// Eigenvectors and square roots of symmetric matrices. frechet.ts takes roots of covariances with it.

/** A square matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** Eigenvalues λ and eigenvectors V, one a column: A = V·diag(λ)·Vᵀ. */
export interface Eigen {
  readonly values: readonly number[];
  readonly vectors: Matrix;
}

const MOST_SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, §8.5): slow for
 * large matrices, simple and exact for the few dozen descriptors it serves here.
 */
export function symmetricEigen(matrix: Matrix): Eigen {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((_, row) => matrix.map((__, column) => Number(row === column)));
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > 0; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, p, q);
  }
  return { values: a.map((row, at) => row[at]!), vectors: v };
}

/** The symmetric square root of a symmetric matrix without negative eigenvalues; rounding below 0 counts as 0. */
export function squareRoot(matrix: Matrix): number[][] {
  const { values, vectors } = symmetricEigen(matrix);
  const roots = values.map((value) => Math.sqrt(Math.max(0, value)));
  return matrix.map((_, row) =>
    matrix.map((__, column) =>
      roots.reduce((sum, root, at) => sum + vectors[row]![at]! * root * vectors[column]![at]!, 0),
    ),
  );
}

export function product(a: Matrix, b: Matrix): number[][] {
  return a.map((row) =>
    b[0]!.map((_, column) => row.reduce((sum, value, at) => sum + value * b[at]![column]!, 0)),
  );
}

/** Sum of squares off the diagonal, rounding errors taken as 0. */
function offDiagonal(a: Matrix): number {
  let off = 0;
  let all = 0;
  a.forEach((row, i) => {
    row.forEach((value, j) => {
      all += value * value;
      if (i !== j) off += value * value;
    });
  });
  return off > 1e-24 * all ? off : 0;
}

/** Turns the plane of axes p and q so that a[p][q] becomes 0. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(t * t + 1);
  const sine = t * cosine;
  for (const row of [...a, ...v]) {
    const [left, right] = [row[p]!, row[q]!];
    row[p] = cosine * left - sine * right;
    row[q] = sine * left + cosine * right;
  }
  const [rowP, rowQ] = [a[p]!, a[q]!];
  for (let column = 0; column < rowP.length; column++) {
    const [upper, lower] = [rowP[column]!, rowQ[column]!];
    rowP[column] = cosine * upper - sine * lower;
    rowQ[column] = sine * upper + cosine * lower;
  }
}
