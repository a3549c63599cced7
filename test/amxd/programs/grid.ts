// The least that a grid does: a square for each number it is told.
export const inlets = 1;
export const outlets = 1;

let hits: unknown;

mgraphics.init();

export function anything(_selector: string, [name]: readonly [string]): void {
  hits = new Dict(name).get('hits');
}

export function paint(): void {
  const [width, height] = mgraphics.size;
  mgraphics.set_source_rgba(1, 0, 0, 0.5);
  if (Array.isArray(hits))
    hits.forEach((_, index) => {
      mgraphics.rectangle(index % width, index % height, 1, 1);
    });
  mgraphics.fill();
}
