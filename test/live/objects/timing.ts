import { BANG, type Atom, type Message } from '../atoms';
import type { Box, MaxObject, ObjectFactory } from '../box';
import { post } from '../instance';

/** `deferlow`: to the tail of the low-priority queue, always. */
const deferlow: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 1,
  receive(_, message) {
    box.instance.runtime.scheduler.defer(() => box.outlet(0, message));
  },
});

/** `defer`: to the head of the queue from the scheduler thread, straight through in the main thread. */
const defer: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 1,
  receive(_, message) {
    const { scheduler } = box.instance.runtime;
    if (scheduler.priority === 'high') scheduler.defer(() => box.outlet(0, message), 'head');
    else box.outlet(0, message);
  },
});

/** `delay ms`: one bang later; a new bang starts anew, `stop` cancels. */
const delay: ObjectFactory = (box) => {
  const { scheduler } = box.instance.runtime;
  let delayMs = Number(box.args[0] ?? 0);
  let cancel: (() => void) | undefined;
  const start = (): void => {
    cancel?.();
    cancel = scheduler.after(delayMs, 'high', () => box.outlet(0, BANG));
  };
  return {
    inlets: 2,
    outlets: 2,
    dispose: () => cancel?.(),
    receive(inlet, message) {
      const [head] = message;
      if (head === 'stop') cancel?.();
      else if (typeof head === 'number') {
        delayMs = head;
        if (inlet === 0) start();
      } else if (head === 'bang' && inlet === 0) start();
      else box.misunderstood(message);
    },
  };
};

/**
 * `pipe ms`: every message later by the same time, in order. With several words (`pipe 0 0 0`) the last is the delay and
 * the others are values with an outlet each: a list into the left inlet fills them, its last number the delay.
 */
const pipe: ObjectFactory = (box) => {
  const { scheduler } = box.instance.runtime;
  const valueCount = Math.max(1, box.args.length - 1);
  const isList = box.args.length > 1;
  const values: Atom[] = box.args.slice(0, valueCount);
  let delayMs = Number(box.args.at(-1) ?? 0);
  const pending = new Set<() => void>();
  const clear = (): void => {
    for (const cancel of pending) cancel();
    pending.clear();
  };
  const later = (message: Message): void => {
    const cancel = scheduler.after(delayMs, 'high', () => {
      pending.delete(cancel);
      if (!isList) box.outlet(0, message);
      else for (let at = valueCount - 1; at >= 0; at--) box.outlet(at, [message[at] ?? 0]);
    });
    pending.add(cancel);
  };
  return {
    inlets: valueCount + 1,
    outlets: valueCount,
    dispose: clear,
    receive(inlet, message: Message) {
      if (inlet === valueCount) delayMs = Number(message[0]);
      else if (message[0] === 'clear' || message[0] === 'stop') clear();
      else if (!isList) later(message);
      else if (message.some((atom) => typeof atom !== 'number')) box.misunderstood(message);
      else if (inlet > 0) values[inlet] = message[0]!;
      else {
        message.slice(0, valueCount).forEach((atom, at) => (values[at] = atom));
        if (message.length > valueCount) delayMs = Number(message[valueCount]);
        later([...values]);
      }
    },
  };
};

/** `metro ms`: bangs while it is on, the first at once. */
const metro: ObjectFactory = (box) => {
  const { scheduler } = box.instance.runtime;
  let intervalMs = Math.max(1, Number(box.args[0] ?? 5));
  let cancel: (() => void) | undefined;
  const stop = (): void => {
    cancel?.();
    cancel = undefined;
  };
  const beat = (): void => {
    cancel = scheduler.after(intervalMs, 'high', beat);
    box.outlet(0, BANG);
  };
  return {
    inlets: 2,
    outlets: 1,
    dispose: stop,
    receive(inlet, message) {
      const [head] = message;
      if (inlet === 1 && typeof head === 'number') intervalMs = Math.max(1, head);
      else if (head === 'stop' || head === 0) stop();
      else if (head === 'bang' || typeof head === 'number') {
        stop();
        beat();
      } else box.misunderstood(message);
    },
  };
};

function atLoad(box: Box, message: Message): MaxObject {
  const fire = (): void => box.outlet(0, message);
  return { inlets: 1, outlets: 1, loadbang: fire, click: fire, receive: fire };
}

function atEnd(box: Box): MaxObject {
  return { inlets: 1, outlets: 1, free: () => box.outlet(0, BANG), receive: () => box.outlet(0, BANG) };
}

/** `live.thisdevice`: bang when Live is ready, enabled and preview right of it. */
const thisDevice: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 3,
  liveReady() {
    box.outlet(2, [0]);
    box.outlet(1, [1]);
    box.outlet(0, BANG);
  },
  liveEnabled: (isOn) => box.outlet(1, [isOn ? 1 : 0]),
  receive(_, message) {
    if (message[0] === 'bang') box.outlet(0, BANG);
    else if (message[0] === 'setwidth') box.state.set('width', message.slice(1));
    else box.misunderstood(message);
  },
});

const print: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 0,
  receive: (_, message) => post(box.instance, `${box.args[0] ?? 'print'}: ${message.join(' ')}`),
});

export const TIMING_OBJECTS: Readonly<Record<string, ObjectFactory>> = {
  deferlow,
  defer,
  delay,
  del: delay,
  pipe,
  metro,
  loadbang: (box) => atLoad(box, BANG),
  loadmess: (box) => atLoad(box, box.args.length > 0 ? box.args : BANG),
  freebang: atEnd,
  closebang: atEnd,
  'live.thisdevice': thisDevice,
  print,
};
