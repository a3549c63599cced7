// Estimates how wide a text is from font metrics alone, so that the result is the same on every machine.
// lint/ finds labels that do not fit with it, preview/ breaks and cuts lines.

/** Widths of the printable ASCII characters in Helvetica, in thousandths of the font size (Adobe's font metrics). */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const OTHER_WIDTH = 600;

/** Width of a line of text in pixels, set in Helvetica or what has its metrics. */
export function textWidth(text: string, fontSize: number): number {
  const units = [...text].reduce(
    (sum, letter) => sum + (WIDTHS[letter.charCodeAt(0) - 32] ?? OTHER_WIDTH),
    0,
  );
  return (units * fontSize) / 1000;
}
