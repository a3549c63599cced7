import { BANG, type Message } from '../atoms';
import type { ObjectFactory } from '../box';
import { sendMidi } from '../instance';
import { setsAttribute } from './shown';

/** `thispatcher`: attributes of boxes by their scripting name, for tabs. */
const thispatcher: ObjectFactory = (box) => {
  const named = (name: Message[number] | undefined) => {
    const node = box.patch.nodes.find((other) => other.box.json.varname === name);
    if (!node) box.problem('patch', `no box is named ${name ?? 'nothing'}`);
    return node?.box;
  };
  return {
    inlets: 1,
    outlets: 2,
    receive(_, message) {
      const [head, verb, name, ...rest] = message;
      if (head !== 'script') {
        if (!setsAttribute(box, message)) box.misunderstood(message);
        return;
      }
      const target = named(name);
      if (!target) return;
      if (verb === 'sendbox') setsAttribute(target, ['sendbox', ...rest]);
      else if (verb === 'show' || verb === 'hide') target.state.set('hidden', [verb === 'hide' ? 1 : 0]);
      else box.misunderstood(message);
    },
  };
};

/** `midiin` → `midiout`: raw bytes; the host feeds the one and reads the other. */
const midiin: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 1,
  receive: (_, message) => box.outlet(0, message),
});

const midiout: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 0,
  receive(_, message) {
    const bytes = message.filter((atom) => typeof atom === 'number');
    if (bytes.length === message.length) sendMidi(box.instance, bytes);
    else box.misunderstood(message);
  },
});

/** `noteout`: a note on channel 1; velocity 0 ends it. */
const noteout: ObjectFactory = (box) => {
  let velocity = 0;
  let channel = 1;
  return {
    inlets: 3,
    outlets: 0,
    receive(inlet, message) {
      const [first, second] = message;
      if (typeof first !== 'number' || !isMidi(first)) {
        box.misunderstood(message);
        return;
      }
      if (inlet === 2) channel = first;
      else if (inlet === 1) velocity = first;
      else {
        if (typeof second === 'number') velocity = second;
        sendMidi(box.instance, [NOTE_ON + channel - 1, first, velocity]);
      }
    },
  };
};

const NOTE_ON = 0x90;

function isMidi(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 127;
}

/** `flush`: passes notes on and knows which sound; a bang ends them. */
const flush: ObjectFactory = (box) => {
  let velocity = 0;
  const sounding = new Set<number>();
  const pass = (pitch: number): void => {
    if (velocity > 0) sounding.add(pitch);
    else sounding.delete(pitch);
    box.outlet(1, [velocity]);
    box.outlet(0, [pitch]);
  };
  return {
    inlets: 2,
    outlets: 2,
    receive(inlet, message) {
      const [first, second] = message;
      if (first === 'bang' && inlet === 0) {
        velocity = 0;
        for (const pitch of [...sounding]) pass(pitch);
      } else if (first === 'clear') sounding.clear();
      else if (typeof first !== 'number') box.misunderstood(message);
      else if (inlet === 1) velocity = first;
      else {
        if (typeof second === 'number') velocity = second;
        pass(first);
      }
    },
  };
};

/** `opendialog`: asks for a file or folder; the path goes left, Cancel bangs right. */
const opendialog: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 2,
  receive(_, message) {
    if (message[0] !== 'bang' && message[0] !== 'set') box.misunderstood(message);
    else if (message[0] === 'bang') {
      // The dialog runs beside the patch: its answer is an event of its own.
      box.instance.runtime.scheduler.defer(() => {
        const { dialogAnswer } = box.instance;
        if (dialogAnswer === undefined) box.outlet(1, BANG);
        else box.outlet(0, [dialogAnswer]);
      });
    }
  },
});

export const CONTROL_OBJECTS: Readonly<Record<string, ObjectFactory>> = {
  thispatcher,
  midiin,
  midiout,
  noteout,
  flush,
  opendialog,
};
