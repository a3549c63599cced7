// The figures of all styles as text for a terminal. Called by scripts/keepers.ts; it measures nothing.

import { textTable } from '../../report/text-table';
import type { StyleKeepers } from './keepers-figures';
import { diversityTable, keepersSentences, keepersTables, type KeepersTable } from './keepers-tables';

export function keepersText(styles: readonly StyleKeepers[]): string {
  return styles
    .flatMap((figures) => {
      const classes = diversityTable(figures);
      return [
        ...[...keepersTables(figures), ...(classes ? [classes] : [])].map(tableText),
        keepersSentences(figures).join('\n'),
      ];
    })
    .filter((part) => part !== '')
    .join('\n\n');
}

function tableText({ caption, heads, rows }: KeepersTable): string {
  return `${caption}\n${textTable([...heads, ...rows])}`;
}
