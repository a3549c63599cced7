// Checks the parameters: what Live recalls, shows, automates and offers on Push. Called by lint-device.ts.

import {
  BANK_SIZE,
  EMPTY_BANK_PLACE,
  parameterOf,
  type Box,
  type Json,
  type Patcher,
} from '../patcher/patcher';
import { repeated } from './boxes';

type Parameter = Readonly<Record<string, Json>>;

const TYPE = { float: 0, int: 1, enumeration: 2, blob: 3 } as const;
const VISIBLE = { automated: 0, stored: 1, hidden: 2 } as const;

/** Longest short name that Live and Push show in full. */
const SHORT_NAME_LENGTH = 8;

/** Every parameter by itself, the names among each other, the banks of Push and the patcher's own list. */
export function lintParameters(
  patcher: Pick<Patcher, 'boxes'> & Partial<Pick<Patcher, 'parameters'>>,
): string[] {
  // Max leaves the list out of a device without parameters.
  const { parameters = {} } = patcher;
  const owners = patcher.boxes.flatMap(({ box }) => {
    const parameter = parameterOf(box);
    return parameter ? [{ box, parameter }] : [];
  });
  const names = (key: string): string[] => owners.map(({ parameter }) => text(parameter, key));
  return [
    ...repeated(names('parameter_longname')).map((name) => `Two parameters have the long name ${name}.`),
    ...repeated(names('parameter_shortname')).map((name) => `Two parameters have the short name ${name}.`),
    ...patcher.boxes.flatMap(({ box }) =>
      isControl(box) && !parameterOf(box) ? [`${box.id} is a control without a parameter.`] : [],
    ),
    ...owners.flatMap(({ box, parameter }) => [
      ...lintNames(box, parameter),
      ...lintRange(box, parameter),
      ...(text(parameter, 'parameter_type') === String(TYPE.blob)
        ? lintBlob(box, parameter)
        : lintControl(box, parameter)),
    ]),
    ...lintBanks(
      parameters,
      owners.map(({ parameter }) => parameter),
    ),
    ...lintList(parameters, owners),
  ];
}

function isControl(box: Box): boolean {
  return /^live\.(dial|numbox|menu|tab|text|toggle|button|slider)$/.test(box.maxclass);
}

function lintNames({ id }: Box, parameter: Parameter): string[] {
  const long = text(parameter, 'parameter_longname');
  const short = text(parameter, 'parameter_shortname');
  return [
    ...(long === '' || /\[\d+\]$|^live\./.test(long) ? [`${id}: "${long}" is not a long name.`] : []),
    ...(short === '' || short.length > SHORT_NAME_LENGTH
      ? [`${id}: the short name "${short}" must have 1–${SHORT_NAME_LENGTH} letters.`]
      : []),
    ...(parameter.parameter_modmode === undefined ? [`${id} does not say how it is modulated.`] : []),
  ];
}

function lintRange({ id }: Box, parameter: Parameter): string[] {
  const [type, least, most] = [parameter.parameter_type, parameter.parameter_mmin, parameter.parameter_mmax];
  if (type === TYPE.blob) return [];
  const labels = parameter.parameter_enum;
  if (type === TYPE.enumeration) {
    if (!Array.isArray(labels) || labels.length === 0) return [`${id} has no labels.`];
    return [
      ...(most === labels.length - 1 ? [] : [`${id} has ${labels.length} labels, so its maximum is wrong.`]),
      ...(labels.some((label) => /^val\d$/.test(String(label))) ? [`${id} has labels left as val1.`] : []),
    ];
  }
  if (typeof least !== 'number' || typeof most !== 'number' || least >= most) return [`${id} has no range.`];
  // Live keeps whole-number parameters in a byte.
  if (type === TYPE.int && (least < 0 || most > 255)) return [`${id} is an integer outside 0–255.`];
  return parameter.parameter_unitstyle === undefined ? [`${id} has no unit style.`] : [];
}

function lintBlob({ id }: Box, parameter: Parameter): string[] {
  return parameter.parameter_invisible === VISIBLE.stored
    ? []
    : [`${id}: a blob must be stored with the Set and never automated.`];
}

function lintControl(box: Box, parameter: Parameter): string[] {
  const { id } = box;
  const hidden = parameter.parameter_invisible === VISIBLE.hidden;
  const button = box.maxclass === 'live.button' || (box.maxclass === 'live.text' && box.mode === 0);
  const problems = ['annotation_name', 'annotation', 'hint']
    .filter((key) => typeof box[key] !== 'string' || box[key] === '')
    .map((key) => `${id} has no ${key}: Live’s Info View would be empty.`);
  if (button && !hidden) problems.push(`${id} is a button: Live must neither store nor automate it.`);
  if (box.maxclass === 'live.text' && box.outputmode !== 1) {
    problems.push(`${id} fires on mouse down; it must be possible to cancel a click.`);
  }
  if (box.maxclass === 'live.tab' && box.livemode !== 1)
    problems.push(`${id} does not look like Live’s tabs.`);
  if (button && parameter.parameter_initial_enable === 1) problems.push(`${id} would be pressed at load.`);
  const themed = (box.saved_attribute_attributes ?? {}) as Readonly<Record<string, Json>>;
  const colours = Object.keys(box).filter((key) => key.endsWith('color') && themed[key] === undefined);
  if (colours.length > 0)
    problems.push(`${id} has colours of its own (${colours.join(', ')}); themes set them.`);
  return button ? problems : [...problems, ...lintInitial(box, parameter)];
}

function lintInitial({ id }: Box, parameter: Parameter): string[] {
  const initial = parameter.parameter_initial;
  const value: unknown = Array.isArray(initial) ? initial[0] : undefined;
  if (parameter.parameter_initial_enable !== 1 || typeof value !== 'number') {
    return [`${id} has no initial value.`];
  }
  const least = Number(parameter.parameter_mmin ?? 0);
  const most = Number(parameter.parameter_mmax);
  return value >= least && value <= most ? [] : [`${id} starts at ${value}, outside ${least}–${most}.`];
}

function lintBanks(list: Patcher['parameters'], owners: readonly Parameter[]): string[] {
  const banks = Object.values((list.parameterbanks ?? {}) as Record<string, { parameters: string[] }>);
  if (banks.length === 0) return ['There is no Push bank.'];
  const automated = new Set(
    owners
      .filter((parameter) => parameter.parameter_invisible === VISIBLE.automated)
      .map((parameter) => text(parameter, 'parameter_longname')),
  );
  const placed = banks.flatMap(({ parameters }) => parameters).filter((name) => name !== EMPTY_BANK_PLACE);
  return [
    ...banks.flatMap(({ parameters }) =>
      parameters.length === BANK_SIZE
        ? []
        : [`A Push bank has ${parameters.length} places, not ${BANK_SIZE}.`],
    ),
    ...repeated(placed).map((name) => `${name} is on Push twice.`),
    ...placed
      .filter((name) => !automated.has(name))
      .map((name) => `${name} is on Push but is not an automated parameter.`),
    ...[...automated].filter((name) => !placed.includes(name)).map((name) => `${name} is missing from Push.`),
  ];
}

function lintList(
  list: Patcher['parameters'],
  owners: readonly { readonly box: Box; readonly parameter: Parameter }[],
): string[] {
  return owners.flatMap(({ box, parameter }) => {
    const entry = list[box.id];
    const [long, short] = Array.isArray(entry) ? (entry as readonly Json[]) : [];
    const same = long === parameter.parameter_longname && short === parameter.parameter_shortname;
    return same ? [] : [`${box.id} is not in the patcher’s list of parameters.`];
  });
}

function text(parameter: Parameter, key: string): string {
  const value = parameter[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
