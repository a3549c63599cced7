/**
 * Loaded before everything else into each process of a measured run: writes down which functions were reached.
 *
 * The tool transpiles this file on its own, so it imports Node's modules only. It also reaches where coverage of V8
 * does not: the contexts of the stand-in's scripts, and processes that are killed.
 */
import childProcess from 'node:child_process';
import { appendFileSync } from 'node:fs';
import vm from 'node:vm';

const { FOURFLOOR_REACHED: file, NODE_OPTIONS: options } = process.env;
const NAME = '__reached';

if (file !== undefined) {
  const seen = new Set<string>();
  const reached = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    appendFileSync(file, `${id}\n`);
  };
  const probe = { value: reached, enumerable: false, configurable: true };
  Object.defineProperty(globalThis, NAME, probe);

  const { createContext, runInNewContext } = vm;
  vm.createContext = (sandbox = {}, ...rest) =>
    createContext(Object.defineProperty(sandbox as object, NAME, probe), ...rest);
  vm.runInNewContext = (code, sandbox = {}, ...rest) =>
    runInNewContext(code, Object.defineProperty(sandbox as object, NAME, probe), ...rest) as unknown;

  // A process that is given an environment of its own would not know of this one.
  const passOn = <T extends object>(given: T): T => {
    const { env } = given as { env?: NodeJS.ProcessEnv };
    return env ? { ...given, env: { ...env, FOURFLOOR_REACHED: file, NODE_OPTIONS: options } } : given;
  };
  for (const name of ['fork', 'spawn'] as const) {
    const original = childProcess[name] as (...args: unknown[]) => unknown;
    const handed = (...args: unknown[]) =>
      original(...args.map((each) => (isOptions(each) ? passOn(each) : each)));
    Object.assign(childProcess, { [name]: handed });
  }
}

function isOptions(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
