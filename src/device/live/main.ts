import { dictionaryReader, dictionaryWriter } from './host/dictionary';
import { LIVE_INLET_COUNT, LIVE_OUTLETS } from '../protocol/messages';
import { LiveProgram } from './program';

/**
 * The v8 object's script. The build appends Max's top-level handlers, which call the functions exported here.
 */
export const inlets = LIVE_INLET_COUNT;
export const outlets = Object.keys(LIVE_OUTLETS).length;

const program = new LiveProgram({
  // One list, not loose arguments: calling Max's outlet with `apply` has brought Live down.
  outlet: (index, ...atoms) => {
    outlet(index, atoms);
  },
  schedule: (delayMs, action) => {
    const task = new Task(action);
    task.schedule(delayMs);
    return () => {
      task.cancel();
    };
  },
  now: () => Date.now(),
  readDictionary: dictionaryReader,
  dictionaryWriter: (name) => dictionaryWriter(name, Date.now),
});

/** Every message with a selector. */
export function anything(selector: string, args: readonly unknown[]): void {
  program.receive(selector, args);
}

/** Max calls this when the object goes. */
export function notifydeleted(): void {
  program.close();
}
