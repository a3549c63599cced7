import { BANG, type Message } from '../atoms';
import type { Box, MaxObject, ObjectFactory } from '../box';

/** `i`, `f`: keep a number; the right inlet sets it silently. */
function stored(box: Box, cast: (value: number) => number): MaxObject {
  let value = cast(Number(box.args[0] ?? 0));
  return {
    inlets: 2,
    outlets: 1,
    receive(inlet, message) {
      const [head, second] = message;
      if (typeof head === 'number') value = cast(head);
      else if (head === 'set' && typeof second === 'number') {
        value = cast(second);
        return;
      } else if (head !== 'bang') {
        box.misunderstood(message);
        return;
      }
      if (inlet === 0) box.outlet(0, [value]);
    },
  };
}

/** `number` and `flonum` boxes: show a number and pass it on. */
function numberBox(box: Box, cast: (value: number) => number): MaxObject {
  let value = 0;
  return {
    inlets: 1,
    outlets: 2,
    shownText: () => String(value),
    receive(_, message) {
      const number = message[0] === 'set' ? message[1] : message[0];
      if (typeof number === 'number') value = cast(number);
      else if (message[0] !== 'bang') {
        box.misunderstood(message);
        return;
      }
      if (message[0] !== 'set') box.outlet(0, [value]);
    },
  };
}

/** `+ 1`, `== 3` …: the left inlet calculates, the right one sets the operand. */
function operator(calculate: (a: number, b: number) => number): ObjectFactory {
  return (box) => {
    let left = 0;
    let right = Number(box.args[0] ?? 0);
    return {
      inlets: 2,
      outlets: 1,
      receive(inlet, message) {
        const [head, second] = message;
        if (inlet === 1 && typeof head === 'number') right = head;
        else if (inlet === 0 && (typeof head === 'number' || head === 'bang')) {
          if (typeof head === 'number') left = head;
          if (typeof second === 'number') right = second;
          box.outlet(0, [calculate(left, right)]);
        } else box.misunderstood(message);
      },
    };
  };
}

/** `change`: passes a number only when it differs from the one before. */
const change: ObjectFactory = (box) => {
  let last = Number(box.args[0] ?? 0);
  return {
    inlets: 1,
    outlets: 3,
    receive(_, message) {
      const [head, second] = message;
      if (head === 'set') last = Number(second ?? 0);
      else if (typeof head !== 'number') box.misunderstood(message);
      else if (head !== last) {
        const [wasZero, isZero] = [last === 0, head === 0];
        last = head;
        if (isZero) box.outlet(2, [1]);
        if (wasZero) box.outlet(1, [1]);
        box.outlet(0, [head]);
      }
    },
  };
};

/** `toggle`: 0 or 1; a bang turns it over. */
const toggle: ObjectFactory = (box) => {
  let isOn = false;
  const press = (): void => {
    isOn = !isOn;
    box.outlet(0, [isOn ? 1 : 0]);
  };
  return {
    inlets: 1,
    outlets: 1,
    click: press,
    receive(_, message) {
      const [head, second] = message;
      if (head === 'bang') press();
      else if (head === 'set') isOn = second !== 0;
      else if (typeof head === 'number') {
        isOn = head !== 0;
        box.outlet(0, [head]);
      } else box.misunderstood(message);
    },
  };
};

/** `button`: any message becomes a bang. */
const button: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 1,
  click: () => box.outlet(0, BANG),
  receive: (_: number, message: Message) => {
    if (message[0] !== 'set') box.outlet(0, BANG);
  },
});

const truth = (condition: boolean): number => (condition ? 1 : 0);

export const NUMBER_OBJECTS: Readonly<Record<string, ObjectFactory>> = {
  i: (box) => stored(box, Math.trunc),
  int: (box) => stored(box, Math.trunc),
  f: (box) => stored(box, Number),
  float: (box) => stored(box, Number),
  number: (box) => numberBox(box, Math.trunc),
  flonum: (box) => numberBox(box, Number),
  change,
  toggle,
  button,
  '+': operator((a, b) => a + b),
  '-': operator((a, b) => a - b),
  '*': operator((a, b) => a * b),
  '/': operator((a, b) => (b === 0 ? 0 : a / b)),
  '%': operator((a, b) => (b === 0 ? 0 : a % b)),
  '==': operator((a, b) => truth(a === b)),
  '!=': operator((a, b) => truth(a !== b)),
  '>': operator((a, b) => truth(a > b)),
  '<': operator((a, b) => truth(a < b)),
  '>=': operator((a, b) => truth(a >= b)),
  '<=': operator((a, b) => truth(a <= b)),
  '&&': operator((a, b) => truth(a !== 0 && b !== 0)),
  '||': operator((a, b) => truth(a !== 0 || b !== 0)),
};
