import { atomOf, normalised, tokensOf, type Atom, type Message } from './atoms';
import { inert, type Box, type MaxObject } from './box';
import { report, withinSymbolLimit, type Instance } from './instance';
import { factoryOf } from './objects/registry';
import type { BoxJson, PatchlineJson, PatcherJson } from './patcher-json';

/** A box with its object and where its outlets lead. */
export interface Node {
  readonly box: Box;
  readonly object: MaxObject;
  readonly cords: Map<number, Destination[]>;
}

interface Destination {
  readonly node: Node;
  readonly inlet: number;
}

/** Where a patch stands inside another: what fills `#1`…, and what its `outlet` boxes do. */
export interface Surroundings {
  readonly args: readonly Atom[];
  readonly outlet: (index: number, message: Message) => void;
}

/** How deep Max lets one message go before it calls a stack overflow. */
const DEEPEST = 1_000;
let depth = 0;

/** Boxes and cords of one patcher, alive. */
export class Patch {
  readonly nodes: readonly Node[];
  /** `inlet` and `outlet` boxes in their order from the left. */
  readonly inletBoxes: readonly Node[];
  readonly outletBoxes: readonly Node[];

  constructor(
    readonly instance: Instance,
    json: PatcherJson,
    readonly surroundings: Surroundings = { args: [], outlet: () => undefined },
  ) {
    const byId = new Map<string, Node>();
    for (const { box } of json.boxes) {
      if (byId.has(box.id)) this.complain(box.maxclass, `two boxes have the id ${box.id}`);
      byId.set(box.id, this.createNode(box));
    }
    this.nodes = [...byId.values()];
    for (const { patchline } of json.lines) this.connect(byId, patchline);
    for (const node of this.nodes) for (const cords of node.cords.values()) cords.sort(inFiringOrder);
    this.inletBoxes = this.nodes.filter(({ box }) => box.name === 'inlet').sort(fromTheLeft);
    this.outletBoxes = this.nodes.filter(({ box }) => box.name === 'outlet').sort(fromTheLeft);
  }

  /** Every node here and in the patchers inside, inner ones first, as Max loads them. */
  *all(): Generator<Node> {
    for (const node of this.nodes) {
      if (node.object.inner) yield* node.object.inner.all();
      yield node;
    }
  }

  /** Puts a message into the nth inlet of the whole patcher. */
  receive(inlet: number, message: Message): void {
    this.inletBoxes[inlet]?.box.outlet(0, message);
  }

  private createNode(json: BoxJson): Node {
    const cords = new Map<number, Destination[]>();
    const box = this.createBox(json, cords);
    const factory = factoryOf(box.name);
    if (!factory) this.complain(box.label, 'No such object (or none that this stand-in knows)');
    return { box, object: factory?.(box) ?? { ...inert(), inlets: 99, outlets: 99 }, cords };
  }

  private createBox(json: BoxJson, cords: Map<number, Destination[]>): Box {
    const { instance } = this;
    const isText = json.maxclass === 'newobj';
    const tokens = isText ? tokensOf(json.text ?? '').map((token) => this.expand(token)) : [];
    const name = isText ? (tokens.shift() ?? '') : json.maxclass;
    const label = isText ? (json.text ?? '') : [name, json.varname].filter(Boolean).join(' ');
    const { args, attributes } = splitAttributes(tokens);
    return {
      instance,
      json,
      patch: this,
      name,
      label,
      args: args.map(atomOf),
      tokens: args,
      attributes,
      state: new Map(),
      outlet: (index, message) => {
        const checked = normalised(withinSymbolLimit(instance, label, message));
        for (const { node, inlet } of cords.get(index) ?? []) deliver(instance, node, inlet, checked);
      },
      isConnected: (outlet) => (cords.get(outlet)?.length ?? 0) > 0,
      leadsTo: (other) =>
        [...cords.values()].some((ends) => ends.some(({ node }) => node.box.name === other)),
      misunderstood: (message) => {
        report(instance, {
          kind: 'misunderstood',
          where: label,
          text: `doesn't understand "${message.join(' ')}"`,
        });
      },
      problem: (kind, text) => {
        report(instance, { kind, where: label, text });
      },
    };
  }

  /** `---x` becomes this device's own name, `#1` the first argument of the patcher. */
  expand(token: string): string {
    const filled = token.replace(/#(\d)/g, (_, digit: string) =>
      String(this.surroundings.args[Number(digit) - 1] ?? 0),
    );
    return filled.startsWith('---') ? this.instance.id + filled.slice(3) : filled;
  }

  private connect(byId: ReadonlyMap<string, Node>, { source, destination }: PatchlineJson): void {
    const [from, to] = [byId.get(source[0]), byId.get(destination[0])];
    const cord = `cord ${source.join('.')} → ${destination.join('.')}`;
    if (!from || !to) {
      this.complain(cord, 'leads to a box that does not exist');
    } else if (source[1] >= from.object.outlets) {
      this.complain(cord, `${from.box.label} has ${from.object.outlets} outlets`);
    } else if (destination[1] >= to.object.inlets) {
      this.complain(cord, `${to.box.label} has ${to.object.inlets} inlets`);
    } else {
      const cords = from.cords.get(source[1]) ?? [];
      cords.push({ node: to, inlet: destination[1] });
      from.cords.set(source[1], cords);
    }
  }

  private complain(where: string, text: string): void {
    report(this.instance, { kind: 'patch', where, text });
  }
}

/** Gives a message to a box: at once, and everything that follows from it before the next cord. */
function deliver(instance: Instance, node: Node, inlet: number, message: Message): void {
  if (instance.isDisposed) return;
  if (depth >= DEEPEST) throw new Error(`Stack overflow in ${node.box.label}: the patch feeds itself.`);
  depth += 1;
  try {
    node.object.receive(inlet, message);
  } finally {
    depth -= 1;
  }
}

/** Several cords from one outlet fire the right-most box first, then the bottom-most. */
function inFiringOrder(a: Destination, b: Destination): number {
  const [ax, ay] = a.node.box.json.patching_rect;
  const [bx, by] = b.node.box.json.patching_rect;
  return bx - ax || by - ay || b.inlet - a.inlet;
}

/** Inlet and outlet boxes count by their `index` where the file has it, else from the left. */
function fromTheLeft(a: Node, b: Node): number {
  const [aIndex, bIndex] = [a.box.json.index, b.box.json.index];
  if (typeof aIndex === 'number' && typeof bIndex === 'number') return aIndex - bIndex;
  return a.box.json.patching_rect[0] - b.box.json.patching_rect[0];
}

function splitAttributes(tokens: readonly string[]): { args: string[]; attributes: Map<string, Atom[]> } {
  const args: string[] = [];
  const attributes = new Map<string, Atom[]>();
  let current: Atom[] | undefined;
  for (const token of tokens) {
    if (/^@\w/.test(token)) {
      current = [];
      attributes.set(token.slice(1), current);
    } else if (current) current.push(atomOf(token));
    else args.push(token);
  }
  return { args, attributes };
}
