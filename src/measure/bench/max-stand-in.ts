// Runs a Node program of the device in a process and a temporary folder of its own, as Max would. Used by
// device-times.ts. It passes messages on and times them; it knows nothing of what is asked for.

import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { FROM_NODE, type Atom } from '../../device/protocol/selectors';

/** `max-api` as the bench needs it: messages go over the process's own channel, dictionaries nowhere. */
const MAX_API = `
const handlers = new Map();
process.on('message', ([selector, ...args]) =>
  selector === 'memory' ? process.send(['memory', process.memoryUsage().rss]) : handlers.get(selector)(...args));
const outlet = (...atoms) => new Promise((resolve) => process.send(atoms, resolve));
module.exports = { outlet, addHandler: (name, handler) => handlers.set(name, handler), setDict: async (_, content) => content };
`;

const atoms = z.array(z.union([z.string(), z.number()])).min(1);

/** A Node program of the device at work, in a folder that holds nothing but its script. */
export class ProgramRun {
  private readonly startedAt = performance.now();
  private waiting:
    { readonly resolve: (message: Atom[]) => void; readonly reject: (error: Error) => void } | undefined;
  private readonly arrived: Atom[][] = [];

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    child.on('message', (message) => {
      const received = atoms.parse(message);
      if (this.waiting) this.waiting.resolve(received);
      else this.arrived.push(received);
      this.waiting = undefined;
    });
    child.on('exit', (code) => {
      this.waiting?.reject(new Error(`The program ended with code ${code ?? 'none'}.`));
    });
  }

  /** Starts a program as node.script does. */
  static start(script: string): ProgramRun {
    const folder = mkdtempSync(path.join(tmpdir(), 'fourfloor-bench-'));
    const modules = path.join(folder, 'modules');
    mkdirSync(path.join(modules, 'max-api'), { recursive: true });
    writeFileSync(path.join(modules, 'max-api', 'index.js'), MAX_API);
    writeFileSync(path.join(folder, 'program.js'), script);
    const child = fork(path.join(folder, 'program.js'), [], {
      cwd: folder,
      execArgv: [],
      env: { NODE_PATH: modules },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return new ProgramRun(child, folder);
  }

  /** Milliseconds since the process was asked for. */
  get ageMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Waits until the program says ready. @throws Error with its sentence when it says that it failed. */
  async ready(): Promise<void> {
    let message = await this.next();
    while (message[0] === FROM_NODE.engine) message = await this.next();
    refuseFailure(message);
  }

  /** Sends a request and waits for its answer. @returns milliseconds that it took */
  async ask(...message: Atom[]): Promise<number> {
    const from = performance.now();
    this.child.send(message);
    refuseFailure(await this.next());
    return performance.now() - from;
  }

  /** Resident memory of the process, in bytes. */
  async memory(): Promise<number> {
    this.child.send(['memory']);
    const [, bytes] = await this.next();
    return Number(bytes);
  }

  /** Ends the process and removes its folder. */
  async stop(): Promise<void> {
    this.child.removeAllListeners('exit');
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private next(): Promise<Atom[]> {
    const first = this.arrived.shift();
    if (first) return Promise.resolve(first);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }
}

function refuseFailure(message: readonly Atom[]): void {
  if (message[0] === FROM_NODE.failed) throw new Error(String(message[3]));
}
