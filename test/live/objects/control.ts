import { BANG, type Message } from '../atoms';
import type { ObjectFactory } from '../box';
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
    if (bytes.length === message.length) box.instance.midiOut.push(bytes);
    else box.misunderstood(message);
  },
});

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
  opendialog,
};
