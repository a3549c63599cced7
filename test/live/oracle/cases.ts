/** An object and what is sent into its left inlet, one message after the other. */
export interface OracleCase {
  /** Text of the box in Max. */
  readonly text: string;
  /** Text of the same object in Pd with cyclone, where it is spelled otherwise. */
  readonly pd?: string;
  readonly outlets: number;
  readonly messages: readonly string[];
}

/** Objects that Pd and cyclone share with Max, in the uses that depend on order. */
export const ORACLE_CASES: readonly OracleCase[] = [
  { text: 't b f l', outlets: 3, messages: ['bang', '3', '1 2 3'] },
  { text: 't b b b b', outlets: 4, messages: ['7'] },
  { text: 'route a b', outlets: 3, messages: ['a', 'a 1', 'b 1 2', 'b x', 'b x 1', 'c', 'c 1 2'] },
  { text: 'route 1 2', outlets: 3, messages: ['1', '2 5', '2 5 6', '3 4'] },
  { text: 'prepend x', pd: 'cyclone/prepend x', outlets: 1, messages: ['bang', '1', '1 2', 'a', 'a 1'] },
  { text: 'prepend x 1', pd: 'cyclone/prepend x 1', outlets: 1, messages: ['2', 'y'] },
  { text: 'append x', pd: 'cyclone/append x', outlets: 1, messages: ['1', '1 2', 'a', 'a 1'] },
  { text: 'pack 0 0 0', pd: 'pack 0 0 0', outlets: 1, messages: ['1', '1 2', '4 5 6', 'bang'] },
  { text: 'unpack 0 0 0', pd: 'unpack 0 0 0', outlets: 3, messages: ['1 2 3', '4 5', '6'] },
  { text: 'gate 2', pd: 'cyclone/gate 2', outlets: 2, messages: ['bang', '1', 'bang', '2', 'bang'] },
  { text: 'sel 1 2', outlets: 3, messages: ['1', '2', '3'] },
  { text: 'iter', pd: 'cyclone/iter', outlets: 1, messages: ['1 2 3'] },
  { text: 'zl len', pd: 'cyclone/zl len', outlets: 2, messages: ['1 2 3', '5'] },
  { text: 'zl rev', pd: 'cyclone/zl rev', outlets: 2, messages: ['1 2 3'] },
  { text: 'zl slice 2', pd: 'cyclone/zl slice 2', outlets: 2, messages: ['1 2 3 4', '1'] },
  { text: 'onebang 1', pd: 'cyclone/onebang 1', outlets: 2, messages: ['bang', 'bang'] },
];
