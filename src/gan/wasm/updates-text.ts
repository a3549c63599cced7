// The weight updates in WebAssembly's text format, in one pass over the weights; `module` compiles them.
// Same operations in the same order as in `adam` and `average`: keep it so.

/** What the updates of the weights export; addresses in bytes, `count` numbers each. */
export interface UpdateExports {
  readonly adam: (
    weight: number,
    second: number,
    gradient: number,
    count: number,
    beta2: number,
    rest: number,
    rate: number,
    epsilon: number,
  ) => void;
  readonly average: (average: number, current: number, count: number, share: number) => void;
}

/** The same instructions for four numbers at a time and for one. */
interface Width {
  readonly numbers: 4 | 1;
  readonly load: (from: string) => string;
  readonly store: (to: string, value: string) => string;
  readonly of: (operation: string, ...operands: readonly string[]) => string;
  readonly spread: (scalar: string) => string;
}

const FOUR: Width = {
  numbers: 4,
  load: (from) => `(v128.load (local.get ${from}))`,
  store: (to, value) => `(v128.store (local.get ${to}) ${value})`,
  of: (operation, ...operands) => `(f32x4.${operation} ${operands.join(' ')})`,
  spread: (scalar) => `(f32x4.splat (local.get ${scalar}))`,
};
const ONE: Width = {
  numbers: 1,
  load: (from) => `(f32.load (local.get ${from}))`,
  store: (to, value) => `(f32.store (local.get ${to}) ${value})`,
  of: (operation, ...operands) => `(f32.${operation} ${operands.join(' ')})`,
  spread: (scalar) => `(local.get ${scalar})`,
};

/** A function that goes over arrays of equal length, four numbers at a time and then one by one. */
function overArrays(
  name: string,
  arrays: readonly string[],
  scalars: readonly string[],
  body: (width: Width) => string,
): string {
  const turn = (width: Width): string => `(block (loop
      (br_if 1 (i32.lt_u (local.get $count) (i32.const ${width.numbers})))
      ${body(width)}
      ${arrays.map((array) => `(local.set ${array} (i32.add (local.get ${array}) (i32.const ${4 * width.numbers})))`).join('\n')}
      (local.set $count (i32.sub (local.get $count) (i32.const ${width.numbers})))
      (br 0)))`;
  return `(func (export "${name}") ${arrays.map((array) => `(param ${array} i32)`).join(' ')}
    (param $count i32) ${scalars.map((scalar) => `(param ${scalar} f32)`).join(' ')}
    (local $four v128) (local $one f32)
    ${turn(FOUR)}
    ${turn(ONE)})`;
}

export const UPDATES = [
  overArrays(
    'adam',
    ['$weight', '$second', '$gradient'],
    ['$beta2', '$rest', '$rate', '$epsilon'],
    (width) => {
      const { load, store, of, spread } = width;
      const moment = width.numbers === 4 ? '$four' : '$one';
      const gradient = load('$gradient');
      const square = of('mul', gradient, gradient);
      return `(local.set ${moment} ${of(
        'add',
        of('mul', load('$second'), spread('$beta2')),
        of('mul', square, spread('$rest')),
      )})
    ${store('$second', `(local.get ${moment})`)}
    ${store(
      '$weight',
      of(
        'sub',
        load('$weight'),
        of(
          'div',
          of('mul', gradient, spread('$rate')),
          of('add', of('sqrt', `(local.get ${moment})`), spread('$epsilon')),
        ),
      ),
    )}`;
    },
  ),
  overArrays('average', ['$average', '$current'], ['$share'], ({ load, store, of, spread }) =>
    store(
      '$average',
      of('add', load('$average'), of('mul', of('sub', load('$current'), load('$average')), spread('$share'))),
    ),
  ),
].join('\n');
