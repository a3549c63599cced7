import { z } from 'zod';
import { BANG, type Message } from '../atoms';
import type { Box, ObjectFactory } from '../box';
import { newDictName, type DictContent } from '../instance';
import { registerParameter } from './parameters';

/** A message as the Set stores it. */
const storedMessage = z.array(z.union([z.number(), z.string()]));
const storedDict = z.record(z.string(), z.unknown());

/** The box's place in the Set as a blob, or nothing when `parameter_enable` is not 1 or it has no name. */
function registerBlob(box: Box, blob: { value: () => unknown; restore: (value: unknown) => void }): void {
  const enabled =
    box.attributes.get('parameter_enable')?.[0] ?? box.json.saved_object_attributes?.parameter_enable;
  const attributes = box.json.saved_attribute_attributes?.valueof;
  const longName = attributes?.parameter_longname;
  if (enabled !== 1 || longName === undefined) return;
  if (attributes?.parameter_type !== 3)
    box.problem('patch', 'a stored pattr or dict needs parameter_type 3 (blob)');
  registerParameter(box, {
    longName,
    shortName: attributes?.parameter_shortname ?? longName,
    kind: 'blob',
    visibility: attributes?.parameter_invisible ?? 0,
    value: blob.value,
    restore: blob.restore,
    restoreInitial: () => undefined,
  });
}

/** `pattr`: keeps one message; outputs it when it is restored, on bang, and (unless `@thru 0`) when it is set. */
const pattr: ObjectFactory = (box) => {
  let value: Message = [];
  const passes = box.attributes.get('thru')?.[0] !== 0;
  if (box.attributes.has('bindto')) box.problem('patch', 'this stand-in does not play pattr @bindto');
  const output = (): void => {
    if (value.length > 0) box.outlet(0, value);
  };
  registerBlob(box, {
    value: () => [...value],
    restore(stored) {
      value = storedMessage.parse(stored);
      output();
    },
  });
  return {
    inlets: 1,
    outlets: 3,
    receive(_, message) {
      if (message[0] === 'bang') output();
      else if (message[0] === 'getvalue') box.outlet(2, ['value', ...value]);
      else if (message[0] === 'set') value = message.slice(1);
      else {
        value = message;
        if (passes) output();
      }
    },
  };
};

/** `dict`: a named dictionary; everything that knows the name sees the same one. */
const dict: ObjectFactory = (box) => {
  const { dicts } = box.instance.runtime;
  const name = String(box.args[0] ?? newDictName(box.instance));
  const embedded = storedDict.safeParse(box.json.data);
  if (!dicts.has(name)) dicts.set(name, embedded.success ? embedded.data : {});
  const content = (): DictContent => dicts.get(name) ?? {};
  const output = (): void => box.outlet(0, ['dictionary', name]);
  registerBlob(box, {
    value: content,
    restore(stored) {
      dicts.set(name, storedDict.parse(stored));
      output();
    },
  });
  return {
    inlets: 2,
    outlets: 5,
    receive(inlet, message) {
      const [head, key, ...rest] = message;
      if (head === 'bang') output();
      else if (head === 'clear') dicts.set(name, {});
      else if (head === 'get' && typeof key === 'string') {
        const value = content()[key];
        box.outlet(1, [key, ...storedMessage.catch([]).parse(Array.isArray(value) ? value : [value])]);
      } else if ((head === 'set' || head === 'replace') && typeof key === 'string') {
        dicts.set(name, { ...content(), [key]: rest.length === 1 ? rest[0] : rest });
      } else if (head === 'dictionary' && typeof key === 'string') {
        dicts.set(name, structuredClone(dicts.get(key) ?? {}));
        if (inlet === 0) output();
      } else if (head === 'getkeys') {
        const keys = Object.keys(content());
        box.outlet(2, keys.length > 0 ? keys : BANG);
      } else box.misunderstood(message);
    },
  };
};

export const STORED_OBJECTS: Readonly<Record<string, ObjectFactory>> = { pattr, dict };
