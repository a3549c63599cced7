// How counts, shares and decimals are written on the pages of this room.

/** A count with its thousands apart. */
export function countWords(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share of one as whole percent; "<1 %" for what is rare but there. */
export function percentWords(share: number): string {
  if (share > 0 && share < 0.005) return '<1 %';
  return `${Math.round(share * 100)} %`;
}

/** A number with so many decimals and a true minus sign. */
export function decimalWords(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}
