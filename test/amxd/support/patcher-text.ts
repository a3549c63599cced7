import type { Box, Json, Patcher } from '../../../src/amxd/patcher/patcher';

/** Said beside the object, or of no consequence: where a box stands in the patching view is tested by itself. */
const SAID_ELSEWHERE = ['id', 'maxclass', 'text', 'numinlets', 'numoutlets', 'outlettype', 'patching_rect'];

/** Sentences to the user, which change more often than the patch; patch.test.ts holds that they are there. */
const SENTENCES = ['annotation', 'annotation_name', 'hint', 'parameter_info', 'parameter_annotation_name'];

/** A patcher for people to read: its frame, each box with its attributes, each cord. */
export function patcherText({ boxes, lines, ...frame }: Patcher): string {
  return [
    '## Frame',
    ...attributes(flattened(frame)),
    '',
    '## Boxes: object (inlets > types of outlets), then attributes',
    ...boxes.flatMap(({ box }) => [heading(box), ...attributes(flattened(box))]),
    '',
    '## Cords: box:outlet > box:inlet',
    ...lines.map(
      ({ patchline: { source, destination } }) => `${source.join(':')} > ${destination.join(':')}`,
    ),
    '',
  ].join('\n');
}

function heading({ id, maxclass, text, numinlets, outlettype = [] }: Box): string {
  const object =
    maxclass === 'newobj' ? text : [maxclass, text].filter((part) => part !== undefined).join(' ');
  return `${id}: ${object} (${numinlets} > ${outlettype.map((type) => type || 'any').join(' ')})`;
}

/** Attributes inside of attributes get a path, so that a line says one thing. */
function flattened(attributes: Readonly<Record<string, Json | undefined>>, path = ''): [string, Json][] {
  return Object.entries(attributes).flatMap(([key, value]): [string, Json][] => {
    if (path === '' && SAID_ELSEWHERE.includes(key)) return [];
    if (value === undefined || SENTENCES.includes(key)) return [];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path + key, value]];
    const inside = flattened(value as Readonly<Record<string, Json>>, `${path}${key}.`);
    return inside.length > 0 ? inside : [[path + key, {}]];
  });
}

function attributes(entries: readonly [string, Json][]): string[] {
  return entries.map(([key, value]) => `  ${key} ${JSON.stringify(value)}`);
}
