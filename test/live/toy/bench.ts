import { LiveHost, type LoadOptions } from '../host';
import { freezeToy, type ToyFile } from './freeze';
import { object, patcher } from './patcher';

/** A patch to try objects in. */
export function bench(
  boxes: readonly Record<string, unknown>[],
  cords: readonly string[],
  files: readonly ToyFile[] = [],
  options: LoadOptions = {},
): LiveHost {
  return LiveHost.drop(freezeToy(patcher(boxes, cords), files), options);
}

/** Box that prints what reaches it as `name: message`. */
export function print(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return object(name, `print ${name}`, more);
}

/** What the `print` boxes wrote, in order. */
export function printed(host: LiveHost): string[] {
  return host.console.filter(({ level }) => level === 'info').map(({ text }) => text);
}

/** Sends one message through one object whose outlets are all printed by number: `['1: bang', '0: 3']`. */
export async function through(
  text: string,
  outlets: number,
  ...messages: (string | number)[][]
): Promise<string[]> {
  const prints = Array.from({ length: outlets }, (_, outlet) => print(String(outlet)));
  const host = bench(
    [object('it', text, { varname: 'it' }), ...prints],
    prints.map(({ id }) => `it ${String(id)} > ${String(id)} 0`),
  );
  for (const message of messages) await host.send('it', ...message);
  const lines = printed(host);
  await host.delete();
  return lines;
}
