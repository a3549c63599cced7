// Checks that words on controls fit, because Live cuts in silence what does not. Called by lint-device.ts.

import { parameterOf, type Box, type Json, type Patcher } from '../patcher/patcher';
import { textWidth } from '../patcher/text-width';

/** Size of the text on live.* objects, in pixels; Helvetica is a little wider than Live’s own typeface. */
const FONT_SIZE = 9.5;

/** What live.* objects leave free beside a text, both sides together, and a menu for its arrow, in pixels. */
const PADDING = { cell: 4, menu: 22, comment: 2 } as const;

/** Boxes of the presentation whose text is wider than the room for it. */
export function lintTexts({ boxes }: Pick<Patcher, 'boxes'>): string[] {
  return boxes.flatMap(({ box }) => {
    const rect = box.presentation_rect;
    if (box.presentation !== 1 || !rect) return [];
    return textsOn(box, rect[2])
      .filter(({ text, room }) => textWidth(text, FONT_SIZE) > room)
      .map(({ text }) => `${box.id}: "${text}" does not fit.`);
  });
}

interface FittedText {
  readonly text: string;
  /** In pixels. */
  readonly room: number;
}

function textsOn(box: Box, width: number): FittedText[] {
  const parameter = parameterOf(box);
  const words = strings(parameter?.parameter_enum);
  switch (box.maxclass) {
    case 'live.text':
      return strings([box.text ?? '', box.texton ?? '']).map((text) => ({
        text,
        room: width - PADDING.cell,
      }));
    case 'live.tab':
      return words.map((text) => ({ text, room: width / words.length - PADDING.cell }));
    case 'live.menu':
      return words.map((text) => ({ text, room: width - PADDING.menu }));
    case 'live.dial':
      return strings([parameter?.parameter_shortname ?? '']).map((text) => ({ text, room: width }));
    case 'live.numbox':
      return [{ text: widestNumber(parameter?.parameter_mmax), room: width - PADDING.cell }];
    case 'live.comment':
      // A text of several lines wraps instead.
      return (box.presentation_rect?.[3] ?? 0) > 20
        ? []
        : [{ text: box.text ?? '', room: width - PADDING.comment }];
    default:
      return [];
  }
}

function strings(values: Json | undefined): string[] {
  return Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string') : [];
}

function widestNumber(most: Json | undefined): string {
  return typeof most === 'number' ? String(most) : '';
}
