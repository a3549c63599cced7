import { BANG, normalised, selectorOf, tokensOf, atomOf, type Atom, type Message } from '../atoms';
import type { Box, MaxObject, ObjectFactory } from '../box';

/** `t b i f l s const`: fires its outlets from right to left, each with its view of the message. */
const trigger: ObjectFactory = (box) => {
  const types = box.tokens.length > 0 ? box.tokens : ['i', 'i'];
  return {
    inlets: 1,
    outlets: types.length,
    receive(_, message) {
      for (let outlet = types.length - 1; outlet >= 0; outlet--)
        box.outlet(outlet, castBy(types[outlet]!, message));
    },
  };
};

function castBy(type: string, message: Message): Message {
  const first = message[0] === 'bang' ? undefined : message[0];
  const number = typeof first === 'number' ? first : 0;
  switch (type) {
    case 'b':
    case 'bang':
      return BANG;
    case 'i':
    case 'int':
      return [Math.trunc(number)];
    case 'f':
    case 'float':
      return [number];
    case 's':
    case 'symbol':
      return [typeof first === 'string' ? first : ''];
    case 'l':
    case 'list':
    case 'a':
      return message;
    default:
      return [atomOf(type)];
  }
}

/** `route a b`: the rest of the message out of the outlet whose name it begins with, all of it right otherwise. */
const route: ObjectFactory = (box) =>
  routing(box, (message) => (message.length > 1 ? message.slice(1) : BANG));

/** `routepass a b`: as route, but the name stays. */
const routepass: ObjectFactory = (box) => routing(box, (message) => message);

function routing(box: Box, outputOf: (message: Message) => Message): MaxObject {
  const names = box.args.length > 0 ? box.args : [0];
  return {
    inlets: 1,
    outlets: names.length + 1,
    receive(_, message) {
      const found = names.findIndex((name) => matches(name, message));
      if (found >= 0) {
        const isTypeName = message[0] !== names[found];
        box.outlet(found, isTypeName ? message : outputOf(message));
      } else {
        if (!box.isConnected(names.length)) box.problem('unrouted', `nothing takes "${message.join(' ')}"`);
        box.outlet(names.length, message);
      }
    },
  };
}

/** A name matches the first atom; the type names match messages of that type. */
function matches(name: Atom, message: Message): boolean {
  if (message[0] === name) return true;
  if (name === 'list') return selectorOf(message) === 'list';
  if (name === 'int' || name === 'float') {
    return (
      message.length === 1 &&
      typeof message[0] === 'number' &&
      Number.isInteger(message[0]) === (name === 'int')
    );
  }
  return false;
}

/** `sel a b`: bang where the value matches, the value itself right otherwise. */
const select: ObjectFactory = (box) => {
  const values: Atom[] = box.args.length > 0 ? [...box.args] : [0];
  return {
    inlets: box.args.length <= 1 ? 2 : 1,
    outlets: values.length + 1,
    receive(inlet, message) {
      if (inlet === 1) values[0] = message[0]!;
      else {
        const found = message.length === 1 ? values.indexOf(message[0]!) : -1;
        box.outlet(found >= 0 ? found : values.length, found >= 0 ? BANG : message);
      }
    },
  };
};

/** `gate n`: inlet 0 chooses the outlet (0 shuts), inlet 1 is what passes. */
const gate: ObjectFactory = (box) => {
  const outlets = Number(box.args[0] ?? 1);
  let open = Number(box.args[1] ?? 0);
  return {
    inlets: 2,
    outlets,
    receive(inlet, message) {
      if (inlet === 1) {
        if (open > 0) box.outlet(open - 1, message);
      } else if (typeof message[0] === 'number' && message.length === 1) {
        open = Math.min(outlets, Math.max(0, Math.trunc(message[0])));
      } else if (message[0] === 'bang') box.outlet(0, [open]);
      else box.misunderstood(message);
    },
  };
};

/** `onebang 1`: the first bang left, later ones right until the right inlet arms it again. */
const onebang: ObjectFactory = (box) => {
  let isArmed = box.args[0] === 1;
  return {
    inlets: 2,
    outlets: 2,
    receive(inlet) {
      if (inlet === 1) isArmed = true;
      else {
        const outlet = isArmed ? 0 : 1;
        isArmed = false;
        box.outlet(outlet, BANG);
      }
    },
  };
};

/** `s name` and `r name`, across patchers and devices of the same Max. */
const send: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 0,
  receive(_, message) {
    sendTo(box, String(box.args[0] ?? ''), message);
  },
});

const receive: ObjectFactory = (box) => {
  const name = String(box.args[0] ?? '');
  const { receivers } = box.instance.runtime;
  const listener = (message: Message): void => box.outlet(0, message);
  const listeners = receivers.get(name) ?? new Set();
  receivers.set(name, listeners.add(listener));
  return {
    inlets: 1,
    outlets: 1,
    receive: (_, message) => box.misunderstood(message),
    dispose: () => listeners.delete(listener),
  };
};

/** Hands a message to everything that listens under the name. */
export function sendTo(box: Box, name: string, message: Message): void {
  const listeners = box.instance.runtime.receivers.get(name);
  if (!listeners?.size) box.problem('unrouted', `no receive is named ${name}`);
  else for (const listener of [...listeners]) listener(normalised(message));
}

/** `message` box: sends its text with $1…$9 filled in. */
const messageBox: ObjectFactory = (box) => {
  let tokens = tokensOf(box.json.text ?? '').map((token) => box.patch.expand(token));
  let values: Message = [];
  const toTokens = (message: Message): string[] =>
    message.map((atom) => (typeof atom === 'string' && /[\s,;"\\]/.test(atom) ? quoted(atom) : String(atom)));
  const fire = (): void => {
    const all = sentencesOf(tokens, values);
    for (const { receiver, message } of box.leadsTo('thispatcher') ? untilCutOff(box, all) : all) {
      if (receiver === undefined) box.outlet(0, message);
      else sendTo(box, receiver, message);
    }
  };
  return {
    inlets: 2,
    outlets: 1,
    click: fire,
    shownText: () => tokens.join(' '),
    receive(inlet, message) {
      const [head, ...rest] = message;
      if (inlet === 1) tokens = toTokens(message);
      else if (head === 'set') tokens = toTokens(rest);
      else if (head === 'append') tokens = [...tokens, ...toTokens(rest)];
      else if (head === 'prepend') tokens = [...toTokens(rest), ...tokens];
      else {
        if (head !== 'bang') values = message;
        fire();
      }
    },
  };
};

/**
 * Max has been seen to cut a very large message to `thispatcher` off (motif-m4l 0.3.8), and nobody says how large one
 * may be. These limits are a margin of our own, not a measured fact: the longest in 17 devices that people use has 81
 * characters and 6 messages.
 */
const THISPATCHER = { characters: 200, messages: 6 } as const;

/** What of a message to `thispatcher` gets through: nothing beyond the margin. */
function untilCutOff(box: Box, sentences: readonly Sentence[]): readonly Sentence[] {
  const lengths = sentences.map(({ message }) => message.join(' ').length);
  const fitting = sentences.filter((_, index) => {
    const joined = lengths.slice(0, index + 1).reduce((sum, length) => sum + length + 2, -2);
    return index < THISPATCHER.messages && joined <= THISPATCHER.characters;
  });
  if (fitting.length < sentences.length) {
    box.problem(
      'patch',
      `${sentences.length - fitting.length} of ${sentences.length} messages to thispatcher were cut off`,
    );
  }
  return fitting;
}

function quoted(symbol: string): string {
  return `"${symbol.replace(/["\\]/g, '\\$&')}"`;
}

interface Sentence {
  /** Name behind a `;`, where the message goes instead of the outlet. */
  readonly receiver?: string;
  readonly message: Message;
}

/** Cuts a message box's text at `,` and `;` and fills in the values; a missing value is 0. */
function sentencesOf(tokens: readonly string[], values: Message): Sentence[] {
  const sentences: Sentence[] = [];
  let receiver: string | undefined;
  let atoms: Atom[] = [];
  let awaitsReceiver = false;
  const close = (): void => {
    if (atoms.length > 0)
      sentences.push(receiver === undefined ? { message: atoms } : { receiver, message: atoms });
    atoms = [];
  };
  for (const token of tokens) {
    if (token === ',' || token === ';') {
      close();
      awaitsReceiver = token === ';';
    } else if (awaitsReceiver) {
      receiver = String(atomOf(token));
      awaitsReceiver = false;
    } else atoms.push(filledIn(token, values));
  }
  close();
  return sentences;
}

function filledIn(token: string, values: Message): Atom {
  if (/^\$[1-9]$/.test(token)) return values[Number(token[1]) - 1] ?? 0;
  if (!/\$[1-9]/.test(token)) return atomOf(token);
  return token.replace(/\$([1-9])/g, (_, digit: string) => String(values[Number(digit) - 1] ?? 0));
}

export const ROUTING_OBJECTS: Readonly<Record<string, ObjectFactory>> = {
  t: trigger,
  trigger,
  route,
  routepass,
  sel: select,
  select,
  gate,
  onebang,
  s: send,
  send,
  r: receive,
  receive,
  message: messageBox,
};
