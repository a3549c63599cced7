// Checks that boxes carry the attributes that Max 9 saves with them, no more and no fewer: Max and Ableton's
// own tools take scripts and attributes from these. Called by lint-device.ts.

import { parameterOf, type Box, type Json, type Patcher } from '../patcher/patcher';

/** `saved_object_attributes` by the first word of a box, in devices that Max 9.1 saved. */
const SAVED: Readonly<Record<string, readonly string[]>> = {
  v8: ['parameter_enable'],
  // `@restart` is an attribute of the text alone.
  'node.script': ['autostart', 'defer', 'node_bin_path', 'npm_bin_path', 'watch'],
  dict: ['embed', 'legacy', 'parameter_enable', 'parameter_mappable'],
};

/** `parameter_unitstyle` of a choice between words. */
const UNIT_STYLE_CUSTOM = 9;

/** Script boxes that do not say their file as Max does, attributes that Max does not save, or that are missing. */
export function lintSaved({ boxes }: Pick<Patcher, 'boxes'>): string[] {
  return boxes.flatMap(({ box }) => [...lintScript(box), ...lintAttributes(box), ...lintUnit(box)]);
}

function lintScript(box: Box): string[] {
  const [object = '', word] = box.maxclass === 'newobj' ? (box.text ?? '').split(' ') : [box.maxclass];
  if (!['v8', 'v8ui', 'node.script'].includes(object)) return [];
  const names = [word, box.filename, fields(box.textfile).filename].filter((name) => name !== undefined);
  // v8 says it in its text, as an attribute and as its text file; v8ui has no text, node.script no attribute.
  const expected = object === 'v8' ? 3 : 2;
  return names.length === expected && new Set(names).size === 1
    ? []
    : [`${box.id}: ${object} must name its script in the ${expected} places that Max saves it in.`];
}

function lintAttributes({ id, maxclass, text, saved_object_attributes: saved }: Box): string[] {
  const [object = ''] = maxclass === 'newobj' ? (text ?? '').split(' ') : [];
  const expected = SAVED[object];
  if (!expected) return [];
  const found = Object.keys(fields(saved));
  return [
    ...found
      .filter((name) => !expected.includes(name))
      .map((name) => `${id}: Max saves no attribute ${name} with ${object}.`),
    ...expected
      .filter((name) => !found.includes(name))
      .map((name) => `${id}: ${object} lacks the attribute ${name} that Max saves.`),
    ...(object === 'dict' && fields(saved).legacy !== 0 ? [`${id}: legacy must be 0.`] : []),
  ];
}

function lintUnit(box: Box): string[] {
  if (box.maxclass !== 'live.tab' && box.maxclass !== 'live.menu') return [];
  return parameterOf(box)?.parameter_unitstyle === UNIT_STYLE_CUSTOM
    ? []
    : [`${box.id}: Max saves the unit style ${UNIT_STYLE_CUSTOM} with a choice between words.`];
}

function fields(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}
