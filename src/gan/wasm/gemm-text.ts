// The matrix product in WebAssembly's text format, by the scheme of Goto & van de Geijn (2008): packed
// panels, and tiles that are summed in registers. `module` compiles it, `gemm` calls it. The order of each
// sum depends on the sizes alone.

/** Rows and columns of the tile of a product: its 8 sums, 4 numbers of A, 8 of B and a product fill 15 registers of 16. */
export const TILE_ROWS = 4;
export const TILE_COLUMNS = 8;

/** Numbers in a SIMD register; also how many rows or columns are packed at a time. */
export const LANES = 4;

/** What the module exports; addresses and steps in bytes. */
export interface GemmExports {
  /**
   * Packs `lanes` ≤ {@link LANES} rows (or columns) of a matrix so that their numbers stand side by side:
   * to[step·toStep + lane·4] = from[step·fromStep + lane·laneStep], lanes that are not there as 0.
   */
  readonly pack: (
    from: number,
    laneStep: number,
    fromStep: number,
    lanes: number,
    to: number,
    toStep: number,
    steps: number,
  ) => void;
  /**
   * C[rows, columns] = A·B, or C + A·B where `adds` is 1, from packed panels of {@link TILE_ROWS} rows of A and of
   * {@link TILE_COLUMNS} columns of B, `steps` long each.
   * @param spare room for one tile
   */
  readonly multiply: (
    a: number,
    b: number,
    c: number,
    rowStep: number,
    rows: number,
    columns: number,
    steps: number,
    adds: number,
    spare: number,
  ) => void;
}

const rows = [0, 1, 2, 3];
const halves = [0, 1];
const sum = (row: number, half: number): string => `$sum${row}${half}`;

/**
 * Steps in one turn of the loop over a tile. V8's compiler moves all loads of a block of code to its front, so that the
 * registers would run out; asking after each step whether it was the last ends the block, and costs less than a turn
 * does.
 */
const TURN = [0, 1, 2, 3];

const LAST_STEP = `(br_if $summed (i32.eqz (local.tee $steps (i32.sub (local.get $steps) (i32.const 1)))))`;

/**
 * One step of a tile: its 4 numbers of A, spread out, times its 8 of B.
 * @param at its place in the turn
 */
const step = (at: number): string =>
  [
    ...halves.map(
      (half) =>
        `(local.set $b${half} (v128.load offset=${4 * TILE_COLUMNS * at + 16 * half} (local.get $b)))`,
    ),
    ...rows.flatMap((row) => [
      `(local.set $a0 (v128.load32_splat offset=${4 * TILE_ROWS * at + 4 * row} (local.get $a)))`,
      ...halves.map(
        (half) =>
          `(local.set ${sum(row, half)} (f32x4.add (local.get ${sum(row, half)})
          (f32x4.mul (local.get $a0) (local.get $b${half}))))`,
      ),
    ]),
  ].join('\n');

const cell = (row: number): string =>
  `(i32.add (local.get $c) (i32.mul (local.get $rowStep) (i32.const ${row})))`;

export const GEMM = `(func (export "pack") (param $from i32) (param $laneStep i32) (param $fromStep i32) (param $lanes i32)
    (param $to i32) (param $toStep i32) (param $steps i32)
    (local $lane i32) ${rows.map((row) => `(local $r${row} v128)`).join(' ')}
    (local $low01 v128) (local $high01 v128) (local $low23 v128) (local $high23 v128)
    (local $from1 i32) (local $from2 i32) (local $from3 i32)
    (if (i32.and (i32.eq (local.get $lanes) (i32.const 4)) (i32.eq (local.get $laneStep) (i32.const 4)))
      (then
        (block $done (loop $next
          (br_if $done (i32.eqz (local.get $steps)))
          (v128.store (local.get $to) (v128.load (local.get $from)))
          ${advance(1)}
          (br $next)))
        (return)))
    (if (i32.and (i32.eq (local.get $lanes) (i32.const 4)) (i32.eq (local.get $fromStep) (i32.const 4)))
      (then (block $done (loop $next
        (br_if $done (i32.lt_u (local.get $steps) (i32.const 4)))
        (local.set $from1 (i32.add (local.get $from) (local.get $laneStep)))
        (local.set $from2 (i32.add (local.get $from1) (local.get $laneStep)))
        (local.set $from3 (i32.add (local.get $from2) (local.get $laneStep)))
        ${transposed()}
        (br $next)))))
    (block $done (loop $next
      (br_if $done (i32.eqz (local.get $steps)))
      (v128.store (local.get $to) (v128.const f32x4 0 0 0 0))
      (local.set $lane (i32.const 0))
      (block $full (loop $lanes
        (br_if $full (i32.ge_u (local.get $lane) (local.get $lanes)))
        (f32.store (i32.add (local.get $to) (i32.shl (local.get $lane) (i32.const 2)))
          (f32.load (i32.add (local.get $from) (i32.mul (local.get $lane) (local.get $laneStep)))))
        (local.set $lane (i32.add (local.get $lane) (i32.const 1)))
        (br $lanes)))
      ${advance(1)}
      (br $next))))

  (func $tile (param $a i32) (param $b i32) (param $c i32) (param $rowStep i32) (param $steps i32) (param $adds i32)
    (local $a0 v128) (local $b0 v128) (local $b1 v128)
    ${rows.flatMap((row) => halves.map((half) => `(local ${sum(row, half)} v128)`)).join(' ')}
    (block $summed (loop $next
      ${TURN.map((at) => `${step(at)}\n${LAST_STEP}`).join('\n')}
      (local.set $a (i32.add (local.get $a) (i32.const ${4 * TILE_ROWS * TURN.length})))
      (local.set $b (i32.add (local.get $b) (i32.const ${4 * TILE_COLUMNS * TURN.length})))
      (br $next)))
    (if (local.get $adds) (then
      ${rows
        .flatMap((row) =>
          halves.map(
            (half) => `(local.set ${sum(row, half)}
              (f32x4.add (v128.load offset=${16 * half} ${cell(row)}) (local.get ${sum(row, half)})))`,
          ),
        )
        .join('\n')}))
    ${rows
      .flatMap((row) =>
        halves.map((half) => `(v128.store offset=${16 * half} ${cell(row)} (local.get ${sum(row, half)}))`),
      )
      .join('\n')})

  ;; The part of a tile that lies within C.
  (func $clipped (param $tile i32) (param $c i32) (param $rowStep i32) (param $rows i32) (param $columns i32)
    (param $adds i32)
    (local $column i32) (local $to i32) (local $value f32)
    (block $done (loop $row
      (br_if $done (i32.eqz (local.get $rows)))
      (local.set $column (i32.const 0))
      (block $end (loop $next
        (br_if $end (i32.ge_u (local.get $column) (local.get $columns)))
        (local.set $to (i32.add (local.get $c) (i32.shl (local.get $column) (i32.const 2))))
        (local.set $value
          (f32.load (i32.add (local.get $tile) (i32.shl (local.get $column) (i32.const 2)))))
        (if (local.get $adds)
          (then (local.set $value (f32.add (f32.load (local.get $to)) (local.get $value)))))
        (f32.store (local.get $to) (local.get $value))
        (local.set $column (i32.add (local.get $column) (i32.const 1)))
        (br $next)))
      (local.set $tile (i32.add (local.get $tile) (i32.const ${4 * TILE_COLUMNS})))
      (local.set $c (i32.add (local.get $c) (local.get $rowStep)))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br $row))))

  (func (export "multiply") (param $a i32) (param $b i32) (param $c i32) (param $rowStep i32) (param $rows i32)
    (param $columns i32) (param $steps i32) (param $adds i32) (param $spare i32)
    (local $panelA i32) (local $rowsLeft i32) (local $to i32)
    (block $done (loop $panel
      (br_if $done (i32.le_s (local.get $columns) (i32.const 0)))
      (local.set $panelA (local.get $a))
      (local.set $rowsLeft (local.get $rows))
      (local.set $to (local.get $c))
      (block $end (loop $next
        (br_if $end (i32.le_s (local.get $rowsLeft) (i32.const 0)))
        (if (i32.and (i32.ge_s (local.get $rowsLeft) (i32.const ${TILE_ROWS}))
                     (i32.ge_s (local.get $columns) (i32.const ${TILE_COLUMNS})))
          (then (call $tile (local.get $panelA) (local.get $b) (local.get $to) (local.get $rowStep)
            (local.get $steps) (local.get $adds)))
          (else
            (call $tile (local.get $panelA) (local.get $b) (local.get $spare) (i32.const ${4 * TILE_COLUMNS})
              (local.get $steps) (i32.const 0))
            (call $clipped (local.get $spare) (local.get $to) (local.get $rowStep)
              ${least('$rowsLeft', TILE_ROWS)} ${least('$columns', TILE_COLUMNS)} (local.get $adds))))
        (local.set $panelA
          (i32.add (local.get $panelA) (i32.shl (local.get $steps) (i32.const 4))))
        (local.set $to (i32.add (local.get $to) (i32.shl (local.get $rowStep) (i32.const 2))))
        (local.set $rowsLeft (i32.sub (local.get $rowsLeft) (i32.const ${TILE_ROWS})))
        (br $next)))
      (local.set $b (i32.add (local.get $b) (i32.shl (local.get $steps) (i32.const 5))))
      (local.set $c (i32.add (local.get $c) (i32.const ${4 * TILE_COLUMNS})))
      (local.set $columns (i32.sub (local.get $columns) (i32.const ${TILE_COLUMNS})))
      (br $panel))))`;

function least(name: string, bound: number): string {
  return `(select (local.get ${name}) (i32.const ${bound})
    (i32.lt_s (local.get ${name}) (i32.const ${bound})))`;
}

function advance(count: number): string {
  const moved = (name: string, by: string): string =>
    `(local.set ${name} (i32.add (local.get ${name}) (i32.mul (local.get ${by}) (i32.const ${count}))))`;
  return `${moved('$from', '$fromStep')} ${moved('$to', '$toStep')}
    (local.set $steps (i32.sub (local.get $steps) (i32.const ${count})))`;
}

/** Four steps of four lanes, read along the lanes and written across them. */
function transposed(): string {
  const shuffle = (lanes: readonly number[], a: string, b: string): string => {
    const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
    return `(i8x16.shuffle ${bytes.join(' ')} (local.get ${a}) (local.get ${b}))`;
  };
  const load = ['$from', '$from1', '$from2', '$from3'].map(
    (from, row) => `(local.set $r${row} (v128.load (local.get ${from})))`,
  );
  const store = (row: number, value: string): string =>
    `(v128.store (i32.add (local.get $to) (i32.mul (local.get $toStep) (i32.const ${row}))) ${value})`;
  const [low, high] = [
    [0, 4, 1, 5],
    [2, 6, 3, 7],
  ] as const;
  return `${load.join('\n')}
    ${set('$low01', shuffle(low, '$r0', '$r1'))}
    ${set('$high01', shuffle(high, '$r0', '$r1'))}
    ${set('$low23', shuffle(low, '$r2', '$r3'))}
    ${set('$high23', shuffle(high, '$r2', '$r3'))}
    ${store(0, shuffle([0, 1, 4, 5], '$low01', '$low23'))}
    ${store(1, shuffle([2, 3, 6, 7], '$low01', '$low23'))}
    ${store(2, shuffle([0, 1, 4, 5], '$high01', '$high23'))}
    ${store(3, shuffle([2, 3, 6, 7], '$high01', '$high23'))}
    ${advance(4)}`;
  function set(name: string, value: string): string {
    return `(local.set ${name} ${value})`;
  }
}
