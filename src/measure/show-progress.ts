// How a measurement shows how far it is without knowing the terminal. Taken by controls/ and keepers/, given
// by their scripts.

/** Shows how far a measurement is: the work calls `onDone` after each of `total` parts. */
export type ShowProgress = <Figures>(
  label: string,
  total: number,
  work: (onDone: () => void) => Figures,
) => Figures;
