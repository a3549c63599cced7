import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { HOST_FREE, MAY_IMPORT, ROOM_FLOORS, SUB_ROOM_FLOORS } from './rooms';
import { importsOf, packagesOf, sourcesUnder } from './sources';

interface Import {
  readonly from: string;
  readonly to: string;
}

type Floors = readonly (readonly string[])[];

const SOURCES = sourcesUnder('src');
const IMPORTS: readonly Import[] = SOURCES.flatMap((from) => importsOf(from).map((to) => ({ from, to })));

const roomOf = (file: string): string => file.split('/')[1]!;
const words = ({ from, to }: Import): string => `${from} imports ${to}`;
const floorOf = (name: string | undefined, floors: Floors): number =>
  floors.findIndex((names) => name !== undefined && names.includes(name));

/** Where a file stands in its room: its folder, or the file itself where it lies in the room's own folder. */
function placeOf(file: string, floors: Floors): string | undefined {
  const [, , ...inside] = file.replace(/\.ts$/, '').split('/');
  const place = inside.length > 1 ? inside.slice(0, -1).join('/') : inside[0]!;
  if (floorOf(place, floors) >= 0) return place;
  return inside.length === 1 && floorOf('*', floors) >= 0 ? '*' : undefined;
}

/** A way from a file back to itself, if there is one. */
function circleFrom(start: string, next: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const seen = new Set<string>();
  const walk = (file: string, way: readonly string[]): string[] | undefined => {
    for (const to of next.get(file) ?? []) {
      if (to === start) return [...way, to];
      if (seen.has(to)) continue;
      seen.add(to);
      const found = walk(to, [...way, to]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(start, [start]);
}

describe('a room of src', () => {
  it('has a floor and a row in the table, so that the place of every new room is decided', () => {
    const rooms = [...new Set(SOURCES.map(roomOf))].sort();
    assert.deepEqual(ROOM_FLOORS.flat().sort(), rooms);
    assert.deepEqual(Object.keys(MAY_IMPORT).sort(), rooms);
  });

  it('is allowed only rooms on lower floors, so that no cycle can form', () => {
    for (const [room, allowed] of Object.entries(MAY_IMPORT))
      for (const other of allowed)
        assert.ok(
          floorOf(other, ROOM_FLOORS) > floorOf(room, ROOM_FLOORS),
          `${room} may not be allowed ${other}`,
        );
  });

  it('imports what the table allows it and nothing outside src', () => {
    const forbidden = IMPORTS.filter(({ from, to }) => {
      const [room, other] = [roomOf(from), roomOf(to)];
      return !to.startsWith('src/') || (room !== other && !MAY_IMPORT[room]!.includes(other));
    });
    assert.deepEqual(forbidden.map(words), []);
  });

  it('needs everything that the table allows it, or the table would allow more than anyone knows', () => {
    for (const [room, allowed] of Object.entries(MAY_IMPORT)) {
      const used = new Set(IMPORTS.filter(({ from }) => roomOf(from) === room).map(({ to }) => roomOf(to)));
      assert.deepEqual(
        allowed.filter((other) => !used.has(other)),
        [],
        `${room} imports nothing of these`,
      );
    }
  });
});

describe('a room without a host', () => {
  for (const room of HOST_FREE)
    it(`knows neither Node nor Max: ${room}`, () => {
      const bound = sourcesUnder(`src/${room}`).flatMap((file) =>
        packagesOf(file)
          .filter((name) => isBuiltin(name) || name === 'max-api')
          .map((name) => `${file} imports ${name}`),
      );
      assert.deepEqual(bound, []);
    });
});

describe('a room with sub-rooms', () => {
  it('has its floors in the table', () => {
    const divided = new Set(SOURCES.filter((file) => file.split('/').length > 3).map(roomOf));
    assert.deepEqual(Object.keys(SUB_ROOM_FLOORS).sort(), [...divided].sort());
  });

  for (const [room, floors] of Object.entries(SUB_ROOM_FLOORS)) {
    const files = SOURCES.filter((file) => roomOf(file) === room);

    it(`has a floor for every folder and file, and names none that is gone: ${room}`, () => {
      assert.deepEqual(
        files.filter((file) => placeOf(file, floors) === undefined),
        [],
      );
      const used = new Set(files.map((file) => placeOf(file, floors)));
      assert.deepEqual(
        floors.flat().filter((name) => !used.has(name)),
        [],
      );
    });

    it(`imports down its floors only: ${room}`, () => {
      const climbing = IMPORTS.filter(({ from, to }) => {
        if (roomOf(from) !== room || roomOf(to) !== room) return false;
        const [here, there] = [placeOf(from, floors), placeOf(to, floors)];
        return here !== there && floorOf(there, floors) <= floorOf(here, floors);
      });
      assert.deepEqual(climbing.map(words), []);
    });
  }
});

describe('a source', () => {
  it('never imports itself by way of others, whatever rooms they are in', () => {
    const next = new Map(
      SOURCES.map((file) => [file, IMPORTS.filter(({ from }) => from === file).map(({ to }) => to)]),
    );
    const circles = SOURCES.flatMap(
      (file) => circleFrom(file, next)?.map((each) => path.basename(each)) ?? [],
    );
    assert.deepEqual(circles, []);
  });
});
