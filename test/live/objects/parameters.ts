import { BANG, type Atom, type Message } from '../atoms';
import type { Box, MaxObject, ObjectFactory } from '../box';
import type { StoredParameter } from '../instance';
import type { ParameterAttributes } from '../patcher-json';
import { setsAttribute } from './shown';

/** How one kind of live.* control shows its number at its outlets. */
interface ControlKind {
  readonly outlets: number;
  /** Sends the value, right-most outlet first. */
  output(box: Box, control: Control): void;
  /** What a bang or a click does; by default the value goes out again. */
  press?(control: Control): number;
  /** A control that springs back: a value other than 0 is a press, and nothing is kept. */
  readonly isMomentary?: (box: Box) => boolean;
}

interface Control {
  readonly attributes: ParameterAttributes;
  readonly labels: readonly string[];
  readonly minimum: number;
  readonly maximum: number;
  value: number;
}

const FLOAT = 0;
const INT = 1;
const ENUM = 2;
/** Live sends an int parameter as one byte. */
const INT_SPAN = 255;

/** Any live.* control: a number that Live stores, clipped to its range, 32 bits wide as in Live. */
function control(kind: ControlKind): ObjectFactory {
  return (box) => {
    const attributes = box.json.saved_attribute_attributes?.valueof ?? {};
    const it = controlOf(attributes);
    const type = attributes.parameter_type ?? FLOAT;
    const isMomentary = kind.isMomentary?.(box) ?? false;
    const longName = attributes.parameter_longname;
    const isParameter = (box.json.parameter_enable ?? 1) === 1;
    const visibility = attributes.parameter_invisible ?? 0;
    checkRange(box, it, type);

    const fitted = (value: number): number => {
      const inRange = Math.min(it.maximum, Math.max(it.minimum, value));
      return type === FLOAT ? Math.fround(inRange) : Math.trunc(inRange);
    };
    const write = (value: number): void => {
      const before = it.value;
      it.value = fitted(value);
      const isStored = isParameter && visibility !== 2 && longName !== undefined;
      const isByPatch = !box.instance.isPlayerActing;
      // The player moved this control; what the patch does with it is the patch's own doing.
      box.instance.isPlayerActing = false;
      if (isStored && isByPatch && before !== it.value) {
        box.instance.parameterWrites.push({ longName, value: it.value });
      }
    };
    const send = (): void => {
      kind.output(box, it);
      if (isMomentary) it.value = 0;
    };
    const numberOf = (atom: Atom | undefined): number | undefined => {
      if (typeof atom === 'number') return atom;
      const label = it.labels.findIndex((each) => each === atom);
      return label >= 0 ? label : undefined;
    };
    if (isParameter && longName !== undefined) {
      const initial =
        attributes.parameter_initial_enable === 1 ? attributes.parameter_initial?.[0] : undefined;
      const start = (value: unknown): void => {
        it.value = fitted(typeof value === 'number' ? value : it.minimum);
        // A button at rest has nothing to say; every other control speaks when the device loads.
        if (!isMomentary || it.value !== 0) send();
      };
      registerParameter(box, {
        longName,
        shortName: attributes.parameter_shortname ?? longName,
        kind: 'number',
        visibility,
        value: () => it.value,
        restore: start,
        restoreInitial: () => start(initial),
      });
    }
    const press = (): void => {
      if (kind.press) write(kind.press(it));
      send();
    };
    return {
      inlets: 1,
      outlets: kind.outlets,
      click: press,
      shownText: () => shownText(box, it),
      receive(_, message) {
        const [head, second] = message;
        const direct = message.length === 1 ? numberOf(head) : undefined;
        if (head === 'bang') press();
        else if (head === 'outputvalue') send();
        else if (head === 'set' && numberOf(second) !== undefined) write(numberOf(second)!);
        else if (head === '_parameter_range') relabel(it, message);
        else if (direct !== undefined) {
          write(direct);
          send();
        } else if (!setsAttribute(box, message)) box.misunderstood(message);
      },
    };
  };
}

function controlOf(
  attributes: ParameterAttributes,
): Control & { labels: string[]; minimum: number; maximum: number } {
  const labels = attributes.parameter_enum ?? [];
  const isEnum = attributes.parameter_type === ENUM;
  const minimum = attributes.parameter_mmin ?? 0;
  const maximum = attributes.parameter_mmax ?? (isEnum ? Math.max(1, labels.length - 1) : 127);
  const initial = attributes.parameter_initial_enable === 1 ? attributes.parameter_initial?.[0] : undefined;
  return {
    attributes,
    labels: [...labels],
    minimum,
    maximum,
    value: typeof initial === 'number' ? initial : minimum,
  };
}

function checkRange(box: Box, { minimum, maximum, labels }: Control, type: number): void {
  if (type === INT && maximum - minimum > INT_SPAN) {
    box.problem('patch', `an int parameter spans at most ${INT_SPAN}, not ${maximum - minimum}`);
  }
  if (type === ENUM && labels.length > 0 && maximum !== labels.length - 1) {
    box.problem('patch', `parameter_mmax is ${maximum} for ${labels.length} labels`);
  }
}

function relabel(it: { labels: readonly string[]; maximum: number }, message: Message): void {
  it.labels = message.slice(1).map(String);
  it.maximum = it.labels.length - 1;
}

/** Enters a control or blob under its long name, by which Live recalls it. */
export function registerParameter(box: Box, parameter: StoredParameter): void {
  const { parameters } = box.instance;
  if (parameters.has(parameter.longName)) {
    box.problem('patch', `two parameters are named ${parameter.longName}, so Live recalls only one`);
  }
  parameters.set(parameter.longName, parameter);
}

/** What is written on the control: the label of the value, or the face of a button. */
function shownText(box: Box, it: Control): string {
  const face = box.state.get(it.value !== 0 ? 'texton' : 'text')?.join(' ');
  if (face !== undefined) return face;
  const label = it.labels[it.value];
  if (box.name === 'live.menu' || box.name === 'live.tab') return label ?? '';
  const { text, texton } = box.json;
  const written = it.value !== 0 ? (texton ?? text) : text;
  if (box.name === 'live.text') return typeof written === 'string' ? written : (label ?? '');
  return String(it.value);
}

function raw({ value, minimum, maximum }: Control): Message {
  return [maximum === minimum ? 0 : (value - minimum) / (maximum - minimum)];
}

const dial: ControlKind = {
  outlets: 2,
  output(box, it) {
    box.outlet(1, raw(it));
    box.outlet(0, [it.value]);
  },
};

const menu: ControlKind = {
  outlets: 3,
  output(box, it) {
    box.outlet(2, raw(it));
    box.outlet(1, [it.labels[it.value] ?? '']);
    box.outlet(0, [it.value]);
  },
};

const isButtonMode = (box: Box): boolean => box.json.mode === 0;

/** In button mode a bang for each press, in toggle mode 0 or 1, with the text to the right. */
const text: ControlKind = {
  outlets: 2,
  isMomentary: isButtonMode,
  press: (it) => (it.value === 0 ? 1 : 0),
  output(box, it) {
    box.outlet(1, [shownText(box, it)]);
    box.outlet(0, isButtonMode(box) ? BANG : [it.value]);
  },
};

const toggle: ControlKind = {
  outlets: 1,
  press: (it) => (it.value === 0 ? 1 : 0),
  output: (box, it) => box.outlet(0, [it.value]),
};

const button: ControlKind = {
  outlets: 1,
  isMomentary: () => true,
  press: () => 1,
  output: (box) => box.outlet(0, BANG),
};

export const PARAMETER_OBJECTS: Readonly<Record<string, (box: Box) => MaxObject>> = {
  'live.dial': control(dial),
  'live.numbox': control(dial),
  'live.slider': control(dial),
  'live.menu': control(menu),
  'live.tab': control(menu),
  'live.text': control(text),
  'live.toggle': control(toggle),
  'live.button': control(button),
};
