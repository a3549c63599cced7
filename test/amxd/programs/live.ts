import { FROM_NODE } from '../../../src/device/protocol/selectors';

// The least that a v8 program does: it sends back what it hears.
export const inlets = 1;
export const outlets = 7;

export function anything(selector: string, args: readonly unknown[]): void {
  outlet(0, selector === FROM_NODE.ready ? 'was-ready' : selector, ...args);
}
