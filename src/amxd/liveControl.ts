import type { Control, ControlKind, ControlStorage, ControlUnit } from '../device/controls';
import { face } from './objects';
import type { Box, Json, Rect } from './patcher';

const TYPE = { float: 0, int: 1, enumeration: 2 } as const;

const UNIT_STYLE: Readonly<Record<ControlUnit, number>> = { none: 0, integer: 0, float: 1, percent: 5 };

/** Live's "parameter visibility". */
const INVISIBLE: Readonly<Record<ControlStorage, number>> = { automated: 0, stored: 1, hidden: 2 };

/** Live keeps a whole-number parameter in a byte; beyond that a float shows no decimals instead. */
const INT_RANGE = [0, 255] as const;

const MAXCLASS: Readonly<Record<ControlKind, string>> = {
  dial: 'live.dial',
  menu: 'live.menu',
  numbox: 'live.numbox',
  tab: 'live.tab',
  toggle: 'live.text',
  button: 'live.text',
};

/** The box of a control: its look, its Info text and its parameter, from the one description. */
export function controlBox(control: Control, rect: Rect): Box {
  return face(controlBoxId(control.id), MAXCLASS[control.kind], {
    varname: control.id,
    presentation: 1,
    presentation_rect: rect,
    parameter_enable: 1,
    annotation_name: control.infoTitle,
    annotation: control.info,
    hint: control.info,
    ...looks(control),
    saved_attribute_attributes: { valueof: parameter(control) },
  });
}

/** The id of a control's box, for patch cords. */
export function controlBoxId(controlId: string): string {
  return `control-${controlId}`;
}

function looks(control: Control): Record<string, Json> {
  const [off = control.shortName, on = off] = control.labels ?? [];
  switch (control.kind) {
    case 'button':
      return { mode: 0, outputmode: 1, text: off, texton: on };
    case 'toggle':
      return { mode: 1, outputmode: 1, text: off, texton: on };
    case 'tab':
      return { livemode: 1, num_lines_patching: 1, num_lines_presentation: 1 };
    case 'dial':
    case 'menu':
    case 'numbox':
      return {};
  }
}

function parameter(control: Control): Record<string, Json> {
  return {
    parameter_longname: control.longName,
    parameter_shortname: control.shortName,
    parameter_info: control.info,
    parameter_annotation_name: control.infoTitle,
    parameter_invisible: INVISIBLE[control.storage],
    parameter_modmode: 0,
    parameter_initial_enable: 1,
    parameter_initial: [control.initial],
    ...range(control),
  };
}

function range(control: Control): Record<string, Json> {
  const [least, most] = control.range;
  const words = wordsOf(control);
  if (words)
    return { parameter_type: TYPE.enumeration, parameter_enum: words, parameter_mmax: words.length - 1 };
  const whole = control.unit !== 'float' && least >= INT_RANGE[0] && most <= INT_RANGE[1];
  return {
    parameter_type: whole ? TYPE.int : TYPE.float,
    parameter_unitstyle: UNIT_STYLE[control.unit],
    parameter_mmin: least,
    parameter_mmax: most,
  };
}

/** The words that Live and Push show for the values of an enumeration; a switch is always off or on. */
function wordsOf({ kind, labels }: Control): readonly string[] | undefined {
  if (kind === 'toggle' || kind === 'button') return ['Off', 'On'];
  return kind === 'menu' || kind === 'tab' ? (labels ?? []) : undefined;
}
