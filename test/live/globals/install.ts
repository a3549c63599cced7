import type { ScriptBridge, Value } from './bridge';
import { defineDict } from './dict';
import { defineFile } from './file';
import { defineLiveApi } from './live-api';
import { defineTask } from './task';

/** The makers of the classes, each already compiled inside the context. */
export interface Definitions {
  readonly dict: typeof defineDict;
  readonly liveApi: typeof defineLiveApi;
  readonly task: typeof defineTask;
  readonly file: typeof defineFile;
}

/**
 * Puts the globals of Max's v8 into a bare context.
 *
 * The source text of each function here and of the makers is compiled inside that context, so that every array and
 * error belongs to the script's own realm.
 * @param compile turns the text of a function into that function inside the context
 */
export function putGlobals(
  compile: (source: string) => unknown,
  scope: Record<string, unknown>,
  bridge: ScriptBridge,
): void {
  const inside = <T extends (...args: never[]) => unknown>(maker: T): T =>
    compile(`(${maker.toString()})`) as T;
  const define: Definitions = {
    dict: inside(defineDict),
    liveApi: inside(defineLiveApi),
    task: inside(defineTask),
    file: inside(defineFile),
  };
  inside(installGlobals)(scope, bridge, define);
}

function installGlobals(scope: Record<string, unknown>, bridge: ScriptBridge, define: Definitions): void {
  const Dict = define.dict(bridge);
  const atomsOf = (values: readonly Value[]): (string | number)[] => {
    const atoms: (string | number)[] = [];
    for (const value of values) {
      if (Array.isArray(value)) atoms.push(...atomsOf(value as Value[]));
      else if (value instanceof Dict) atoms.push('dictionary', value.name);
      else if (typeof value === 'boolean') atoms.push(value ? 1 : 0);
      else if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)))
        atoms.push(value);
      else
        throw new TypeError(
          `${typeof value === 'object' ? JSON.stringify(value) : value} cannot travel through an outlet`,
        );
    }
    return atoms;
  };

  const textOf = (values: readonly Value[]): string =>
    values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' ');

  const outlet = (index: number, ...values: Value[]): void => {
    bridge.outlet(index, JSON.stringify(atomsOf(values)));
  };
  Object.defineProperty(outlet, 'apply', {
    value: () => {
      throw new Error('outlet.apply has crashed Live: give outlet one array');
    },
  });

  Date.now = () => bridge.wallMs();
  Object.assign(scope, {
    inlets: 1,
    outlets: 1,
    inlet: 0,
    messagename: '',
    autowatch: 0,
    outlet,
    post: (...values: Value[]) => bridge.post(textOf(values), false),
    error: (...values: Value[]) => bridge.post(textOf(values), true),
    messnamed: (name: string, ...values: Value[]) => bridge.messnamed(name, JSON.stringify(atomsOf(values))),
    arrayfromargs: (...values: Value[]) =>
      values.flatMap((value): Value[] =>
        Object.prototype.toString.call(value) === '[object Arguments]'
          ? Array.from(value as ArrayLike<Value>)
          : [value],
      ),
    setinletassist: () => undefined,
    setoutletassist: () => undefined,
    max: {
      version: '9.0.7',
      os: 'macintosh',
      arch: 'arm64',
      isruntime: 1,
      get time() {
        return bridge.nowMs();
      },
    },
    patcher: {
      name: 'patcher',
      getnamed(varname: string) {
        const maxclass = bridge.boxClass(varname);
        if (maxclass === undefined) return null;
        const message = (...atoms: Value[]) => bridge.tellBox(varname, JSON.stringify(atomsOf(atoms)));
        return { varname, maxclass, message, setattr: message };
      },
    },
    Dict,
    LiveAPI: define.liveApi(bridge, { Dict, atomsOf }),
    Task: define.task(bridge, scope),
    File: define.file(bridge),
  });
}
