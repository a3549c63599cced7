// The least that a pad does: a square where it is told.
export const inlets = 1;
export const outlets = 1;

let place: readonly unknown[] = [];

mgraphics.init();

export function anything(_selector: string, args: readonly unknown[]): void {
  place = args;
}

export function paint(): void {
  mgraphics.set_source_rgba(0, 0, 1, 1);
  mgraphics.rectangle(Number(place[0]), Number(place[1]), 1, 1);
  mgraphics.fill();
}
