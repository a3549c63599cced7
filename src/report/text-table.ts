// Rows of words as aligned columns for a terminal. The evaluation, the bench and the controls print with it;
// it knows nothing of what the columns hold.

/** Columns as wide as their widest word: the first `wordColumns` are aligned left, the others right. */
export function textTable(rows: readonly (readonly string[])[], wordColumns = 1): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((word, at) => (at < wordColumns ? word.padEnd(widths[at]!) : word.padStart(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
