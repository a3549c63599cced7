// Turns the description of a control into its box: a live.* object with its Info text and its Live parameter.
// Used by panel-circuits.ts. Names, ranges, initial values and storage come from src/device/controls, never
// from here.

import type {
  Control,
  ControlId,
  ControlKind,
  ControlStorage,
  ControlUnit,
} from '../../device/controls/controls';
import { controlBoxId, face } from '../patcher/objects';
import { pageAttributes } from './pages';
import type { Box, Json, Rect } from '../patcher/patcher';

const TYPE = { float: 0, int: 1, enumeration: 2 } as const;

const UNIT_STYLE: Readonly<Record<ControlUnit, number>> = {
  none: 0,
  integer: 0,
  float: 1,
  percent: 5,
  note: 8,
};

/** Of a choice between words. */
const WORDS_UNIT_STYLE = 9;

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

/** The box of a control, placed in the presentation and hidden where its page is not the first. */
export function controlBox(control: Control, rect: Rect): Box {
  return face(controlBoxId(control.id), MAXCLASS[control.kind], {
    varname: control.id,
    presentation: 1,
    presentation_rect: rect,
    parameter_enable: 1,
    ...pageAttributes(control.page),
    annotation_name: control.infoTitle,
    annotation: control.info,
    hint: control.info,
    ...looks(control),
    saved_attribute_attributes: { ...themed(control), valueof: parameter(control) },
  });
}

/**
 * Colours of the Generate button. They follow Live’s theme by name; the values are those of the default dark theme,
 * for a Max that does not know the name.
 */
const EMPHASIS = {
  activebgcolor: { theme: 'live_control_selection', value: [1, 0.678, 0.337, 1] },
  activetextcolor: { theme: 'live_control_fg_on', value: [0.086, 0.086, 0.086, 1] },
  // While it is held down it looks like the others.
  activebgoncolor: { theme: 'live_control_bg', value: [0.118, 0.118, 0.118, 1] },
  activetextoncolor: { theme: 'live_control_fg', value: [0.71, 0.71, 0.71, 1] },
} as const;

const EMPHASISED: ControlId = 'generate';

function themed({ id }: Control): Record<string, Json> {
  if (id !== EMPHASISED) return {};
  const entries = Object.entries(EMPHASIS).map(([name, { theme }]) => [
    name,
    { expression: `themecolor.${theme}` },
  ]);
  return Object.fromEntries(entries) as Record<string, Json>;
}

function looks(control: Control): Record<string, Json> {
  const [off = control.shortName, on = off] = control.labels ?? [];
  switch (control.kind) {
    case 'button': {
      const colours = control.id === EMPHASISED ? Object.entries(EMPHASIS) : [];
      return {
        mode: 0,
        outputmode: 1,
        text: off,
        texton: on,
        ...Object.fromEntries(colours.map(([name, { value }]) => [name, value])),
      };
    }
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
    // With an initial value a button would be pressed whenever Live loads the device.
    ...(control.kind === 'button'
      ? {}
      : { parameter_initial_enable: 1, parameter_initial: [control.initial] }),
    ...range(control),
  };
}

function range(control: Control): Record<string, Json> {
  const [least, most] = control.range;
  const words = wordsOf(control);
  if (words) {
    // Max saves the style `custom` with tabs and menus, and none with a switch.
    const unit =
      control.kind === 'tab' || control.kind === 'menu' ? { parameter_unitstyle: WORDS_UNIT_STYLE } : {};
    return {
      parameter_type: TYPE.enumeration,
      parameter_enum: words,
      parameter_mmax: words.length - 1,
      ...unit,
    };
  }
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
