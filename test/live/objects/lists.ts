import { BANG, atomOf, isFloatToken, tokensOf, type Atom, type Message } from '../atoms';
import type { ObjectFactory } from '../box';

/** `prepend x`: what comes in, behind x. `set` changes x. */
const prepend: ObjectFactory = (box) => {
  let prefix = box.args;
  return {
    inlets: 1,
    outlets: 1,
    receive(_, message) {
      if (message[0] === 'set') prefix = message.slice(1);
      else box.outlet(0, [...prefix, ...message]);
    },
  };
};

/** `append x`: what comes in, followed by x. */
const append: ObjectFactory = (box) => {
  let suffix = box.args;
  return {
    inlets: 1,
    outlets: 1,
    receive(_, message) {
      if (message[0] === 'set') suffix = message.slice(1);
      else box.outlet(0, [...message, ...suffix]);
    },
  };
};

type SlotType = 'int' | 'float' | 'symbol';

function slotOf(token: string): { type: SlotType; value: Atom } {
  const atom = atomOf(token);
  if (typeof atom === 'number') return { type: isFloatToken(token) ? 'float' : 'int', value: atom };
  if (token === 'i' || token === 'f') return { type: token === 'i' ? 'int' : 'float', value: 0 };
  return { type: 'symbol', value: token === 's' ? '' : atom };
}

function fitted(type: SlotType, atom: Atom): Atom {
  if (type === 'symbol') return atom;
  const number = typeof atom === 'number' ? atom : 0;
  return type === 'int' ? Math.trunc(number) : number;
}

/** `pack 0 0. s`: keeps a value per inlet, sends the list when the left one is hit; a list fills from its inlet on. */
const pack: ObjectFactory = (box) => {
  const slots = (box.tokens.length > 0 ? box.tokens : ['0', '0']).map(slotOf);
  const values: Atom[] = slots.map(({ value }) => value);
  return {
    inlets: slots.length,
    outlets: 1,
    receive(inlet, message) {
      if (message[0] !== 'bang') {
        message.forEach((atom, at) => {
          const slot = slots[inlet + at];
          if (slot) values[inlet + at] = fitted(slot.type, atom);
        });
      }
      if (inlet === 0) box.outlet(0, [...values]);
    },
  };
};

/** `unpack`: one element per outlet, the right-most first. */
const unpack: ObjectFactory = (box) => {
  const slots = (box.tokens.length > 0 ? box.tokens : ['0', '0']).map(slotOf);
  const values: Atom[] = slots.map(({ value }) => value);
  return {
    inlets: 1,
    outlets: slots.length,
    receive(_, message) {
      const count = message[0] === 'bang' ? slots.length : Math.min(slots.length, message.length);
      for (let at = count - 1; at >= 0; at--) {
        const value = fitted(slots[at]!.type, message[0] === 'bang' ? values[at]! : message[at]!);
        values[at] = value;
        box.outlet(at, [value]);
      }
    },
  };
};

/** `zl` in the modes that devices use: reg, len, rev, join, slice, nth. */
const zl: ObjectFactory = (box) => {
  const [mode = '', argument = 0] = box.args;
  let stored: Message = box.args.slice(1);
  let count = Number(argument);
  if (!ZL_MODES.has(String(mode))) box.problem('patch', `this stand-in does not play zl ${mode}`);
  return {
    inlets: 2,
    outlets: 2,
    receive(inlet, message) {
      const list = message[0] === 'bang' ? [] : message;
      if (inlet === 1) {
        stored = list;
        if (typeof list[0] === 'number') count = list[0];
      } else if (mode === 'reg') {
        if (list.length > 0) stored = list;
        box.outlet(0, stored);
      } else if (mode === 'len') box.outlet(0, [list.length]);
      else if (mode === 'rev') box.outlet(0, [...list].reverse());
      else if (mode === 'join') box.outlet(0, [...list, ...stored]);
      else if (mode === 'slice') {
        if (list.length > count) box.outlet(1, list.slice(count));
        if (count > 0) box.outlet(0, list.slice(0, count));
      } else if (mode === 'nth' && list.length >= count && count > 0) {
        box.outlet(1, [...list.slice(0, count - 1), ...list.slice(count)]);
        box.outlet(0, [list[count - 1]!]);
      }
    },
  };
};

const ZL_MODES: ReadonlySet<string> = new Set(['reg', 'len', 'rev', 'join', 'slice', 'nth']);

/** `iter`: the elements of a list one after the other. */
const iter: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 1,
  receive(_, message) {
    for (const atom of message) box.outlet(0, [atom]);
  },
});

/** `tosymbol` and `fromsymbol`: a message to one symbol and back. */
const tosymbol: ObjectFactory = (box) => {
  const separator = box.attributes.get('separator')?.[0] ?? ' ';
  return { inlets: 1, outlets: 1, receive: (_, message) => box.outlet(0, [message.join(String(separator))]) };
};

const fromsymbol: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 1,
  receive(_, message) {
    const atoms = message.flatMap((atom) => tokensOf(String(atom)).map(atomOf));
    box.outlet(0, atoms.length > 0 ? atoms : BANG);
  },
});

export const LIST_OBJECTS: Readonly<Record<string, ObjectFactory>> = {
  prepend,
  append,
  pack,
  pak: (box) => {
    const packed = pack(box);
    return {
      ...packed,
      receive(inlet, message) {
        packed.receive(inlet, message);
        if (inlet > 0) packed.receive(0, BANG);
      },
    };
  },
  unpack,
  zl,
  ...Object.fromEntries([...ZL_MODES].map((mode) => [`zl.${mode}`, zlOf(mode)])),
  iter,
  tosymbol,
  fromsymbol,
};

function zlOf(mode: string): ObjectFactory {
  return (box) => zl({ ...box, args: [mode, ...box.args] });
}
