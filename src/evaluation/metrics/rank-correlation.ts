// Rank correlation. measure/controls measures with it how closely rhythms follow a control.

/**
 * Spearman's rank correlation of pairs, −1…1: Pearson's of the ranks, equal values sharing their mean rank; 0 where one
 * side is all the same.
 */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number {
  const [a, b] = [ranksOf(pairs.map(([left]) => left)), ranksOf(pairs.map(([, right]) => right))];
  const centre = (pairs.length - 1) / 2;
  let [products, squaresA, squaresB] = [0, 0, 0];
  a.forEach((rank, at) => {
    const [left, right] = [rank - centre, b[at]! - centre];
    products += left * right;
    squaresA += left ** 2;
    squaresB += right ** 2;
  });
  return squaresA === 0 || squaresB === 0 ? 0 : products / Math.sqrt(squaresA * squaresB);
}

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]!.value === order[from]!.value) to++;
    for (let at = from; at < to; at++) ranks[order[at]!.at] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}
