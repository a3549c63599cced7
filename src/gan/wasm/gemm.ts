// Cuts a matrix product into blocks that fit the caches and has the wasm kernel multiply them.
// `install-kernels` prepares it, `products` calls it.

import { LANES, TILE_COLUMNS, TILE_ROWS, type GemmExports } from './gemm-text';

/** A matrix in the backend's memory: its address and, in numbers, how far apart its rows and its columns are. */
export interface Operand {
  readonly address: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** Computes C = A·B for A [rows, inner], B [inner, columns] and C [rows, columns], row after row, at an address. */
export type Gemm = (a: Operand, b: Operand, c: number, sizes: GemmSizes) => void;

export interface GemmSizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** Steps summed at a time: a panel of A and one of B of that length stay in the nearest cache (18 of 32 kB). */
const INNER_BLOCK = 384;
/** Rows packed at a time: 384 kB, for the next cache. */
const ROW_BLOCK = 256;
const COLUMN_BLOCK = 2048;
const BYTES = 4;

/**
 * Allocates room for the packed panels, which is never freed, and returns the product.
 * @param allocate gives the address of so many bytes of the backend's memory
 */
export function prepareGemm({ multiply, pack }: GemmExports, allocate: (bytes: number) => number): Gemm {
  const packedA = allocate(BYTES * INNER_BLOCK * ROW_BLOCK);
  const packedB = allocate(BYTES * INNER_BLOCK * COLUMN_BLOCK);
  const spare = allocate(BYTES * TILE_ROWS * TILE_COLUMNS);

  /** Packs panels of `width` lanes, `steps` long. @param address of the first lane's first number */
  const packPanels = (
    { address, laneStep, step }: { address: number; laneStep: number; step: number },
    to: number,
    { lanes, width, steps }: { lanes: number; width: number; steps: number },
  ): void => {
    const padded = Math.ceil(lanes / width) * width;
    for (let lane = 0; lane < padded; lane += LANES) {
      const panel = Math.floor(lane / width) * width * steps;
      pack(
        address + BYTES * lane * laneStep,
        BYTES * laneStep,
        BYTES * step,
        Math.max(0, Math.min(LANES, lanes - lane)),
        to + BYTES * (panel + (lane % width)),
        BYTES * width,
        steps,
      );
    }
  };

  return (a, b, c, { rows, inner, columns }) => {
    for (let column = 0; column < columns; column += COLUMN_BLOCK) {
      const width = Math.min(COLUMN_BLOCK, columns - column);
      for (let from = 0; from < inner; from += INNER_BLOCK) {
        const steps = Math.min(INNER_BLOCK, inner - from);
        packPanels(
          {
            address: b.address + BYTES * (from * b.rowStep + column * b.columnStep),
            laneStep: b.columnStep,
            step: b.rowStep,
          },
          packedB,
          { lanes: width, width: TILE_COLUMNS, steps },
        );
        for (let row = 0; row < rows; row += ROW_BLOCK) {
          const height = Math.min(ROW_BLOCK, rows - row);
          packPanels(
            {
              address: a.address + BYTES * (row * a.rowStep + from * a.columnStep),
              laneStep: a.rowStep,
              step: a.columnStep,
            },
            packedA,
            { lanes: height, width: TILE_ROWS, steps },
          );
          const to = c + BYTES * (row * columns + column);
          multiply(packedA, packedB, to, BYTES * columns, height, width, steps, from > 0 ? 1 : 0, spare);
        }
      }
    }
  };
}
