import type { Atom, Message } from '../atoms';
import type { Box, MaxObject } from '../box';
import { FLAG_ON_DISK } from '../container';
import { newDictName, type DictContent } from '../instance';
import { NodeProcess } from '../node-process';

/** A node.script box, for the host to reach its process. */
export interface NodeObject extends MaxObject {
  readonly process: NodeProcess;
}

export function isNode(object: MaxObject): object is NodeObject {
  return 'process' in object;
}

/** `node.script file.js`: a script in a process of its own; messages in and out cross to it. */
export function nodeScript(box: Box): NodeObject {
  const { instance } = box;
  const [file = '', ...args] = box.args;
  const fileName = String(file);
  const attribute = (name: string, fallback: Atom): unknown =>
    box.attributes.get(name)?.[0] ?? box.json.saved_object_attributes?.[name] ?? fallback;
  // Max looks for the file when it makes the box; what is not on disk by then is never found.
  const isOnDisk = instance.device.files.some(({ name, flag }) => name === fileName && flag === FLAG_ON_DISK);
  if (!isOnDisk) box.problem('node', `can't find file ${fileName}`);

  const handOut = (content: DictContent): Message => {
    const name = newDictName(instance);
    instance.runtime.dicts.set(name, content);
    return ['dictionary', name];
  };
  const process = new NodeProcess(
    instance,
    fileName,
    {
      outlet: (values) => box.outlet(0, outletMessage(box, values, handOut)),
      status: (word, outcome) => box.outlet(1, [word, outcome, ...handOut({})]),
      running: (isRunning) => box.outlet(1, ['running', isRunning ? 1 : 0]),
      fault: (text) => box.problem('node', text),
      unhandled: (message, handlerCount) => {
        if (handlerCount === 0) lost(message);
        else box.problem('unrouted', `no handler takes "${message.join(' ')}"`);
      },
    },
    attribute('restart', 1) === 1,
  );
  const lost = (message: Message): void => {
    box.problem('node', `Node script not running, can't handle message ${message.join(' ')}`);
  };
  const start = (given: Message): void => {
    // Without the file the message is ignored, and nothing says so.
    if (isOnDisk) process.start(given);
  };
  if (attribute('autostart', 0) === 1) start(args);
  return {
    process,
    inlets: 1,
    outlets: 2,
    receive(_, message) {
      const [head, verb, ...rest] = message;
      if (head === 'script') command(String(verb), rest);
      else {
        const dict = head === 'dictionary' ? instance.runtime.dicts.get(String(verb)) : undefined;
        if (!process.send(message, dict)) lost(message);
      }
    },
  };

  function command(verb: string, given: Message): void {
    if (verb === 'start') start(given.length > 0 ? given : args);
    else if (verb === 'stop') process.stop();
    else if (verb === 'running' || verb === 'status')
      box.outlet(1, ['running', process.state === 'stopped' ? 0 : 1]);
    else if (verb === 'processStatus')
      box.outlet(1, ['processStatus', 'success', ...handOut({ status: process.state })]);
    else if (verb === 'reboot') {
      process.stop();
      void process.quiet().then(() => start(args));
    } else box.misunderstood(['script', verb, ...given]);
  }
}

/** What Max.outlet's arguments become: atoms, or one dictionary. */
function outletMessage(
  box: Box,
  values: readonly unknown[],
  handOut: (content: DictContent) => Message,
): Message {
  const isObject = (value: unknown): value is DictContent =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const flat = values.flat(Infinity as 1);
  if (flat.length === 1 && isObject(flat[0])) return handOut(flat[0]);
  return flat.flatMap((value): Message => {
    if (typeof value === 'number' || typeof value === 'string') return [value];
    if (typeof value === 'boolean') return [value ? 1 : 0];
    box.problem(
      'node',
      `Max.outlet mixes ${JSON.stringify(value)} with other values, which Max does not define`,
    );
    return isObject(value) ? handOut(value) : [];
  });
}
