import { atomOf } from '../atoms';
import type { Box, MaxObject, ObjectFactory } from '../box';
import { Patch } from '../patch';
import { parsePatcher, type PatcherJson } from '../patcher-json';

function subpatcher(box: Box, json: PatcherJson, args: readonly (number | string)[]): MaxObject {
  const inner = new Patch(box.instance, json, {
    args,
    outlet: (index, message) => box.outlet(index, message),
  });
  return {
    inlets: Math.max(1, inner.inletBoxes.length),
    outlets: inner.outletBoxes.length,
    inner,
    receive: (inlet, message) => inner.receive(inlet, message),
  };
}

/** `p name`: a patcher stored in the box. */
const p: ObjectFactory = (box) => {
  if (!box.json.patcher) throw new Error(`${box.label} holds no patcher.`);
  return subpatcher(box, box.json.patcher, []);
};

/** `bpatcher`: a patcher shown in place, either stored in the box or a frozen .maxpat file. */
const bpatcher: ObjectFactory = (box) => {
  const args = Array.isArray(box.json.args) ? box.json.args.map((arg) => atomOf(String(arg))) : [];
  if (box.json.patcher) return subpatcher(box, box.json.patcher, args);
  const name = typeof box.json.name === 'string' ? box.json.name : '';
  const file = box.instance.device.files.find((each) => each.name === name);
  if (!file) {
    box.problem('patch', `the frozen device holds no ${name}`);
    return { inlets: 99, outlets: 99, receive: () => undefined };
  }
  return subpatcher(
    box,
    parsePatcher(Buffer.from(file.bytes).toString('utf8').replace(/\0$/, ''), name),
    args,
  );
};

const inlet: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 1,
  receive: (_, message) => box.outlet(0, message),
});

const outlet: ObjectFactory = (box) => ({
  inlets: 1,
  outlets: 0,
  receive(_, message) {
    const index = box.patch.outletBoxes.findIndex((node) => node.box === box);
    box.patch.surroundings.outlet(index, message);
  },
});

export const PATCHER_OBJECTS: Readonly<Record<string, ObjectFactory>> = {
  p,
  patcher: p,
  bpatcher,
  inlet,
  outlet,
};
