import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { FLOORS, HOST_FREE, ROOMS } from './rooms';
import { filesUnder, importsOf, packagesOf, sourcesUnder } from './sources';

interface Import {
  readonly from: string;
  readonly to: string;
}

const SOURCES = sourcesUnder('src');
const KNOWN = new Set([...filesUnder('src'), ...filesUnder('scripts')]);
const IMPORTS: readonly Import[] = SOURCES.flatMap((from) =>
  importsOf(from, KNOWN).map((to) => ({ from, to })),
);

const roomOf = (file: string): string => file.split('/')[1]!;
const words = ({ from, to }: Import): string => `${from} imports ${to}`;

/** Where a file stands in its room: the longest name that fits; undefined where it has no place. */
function placeOf(file: string, floors: readonly (readonly string[])[]): string | undefined {
  const inside = file.split('/').slice(2).join('/');
  const fits = (name: string): boolean =>
    inside.startsWith(`${name}/`) || inside.replace(/\.ts$/, '') === name;
  const names = floors.flat().filter((name) => name === '*' || fits(name));
  return names.sort((a, b) => b.length - a.length)[0];
}

describe('a room of src', () => {
  it('stands in the table, so that the place of every new one is decided', () => {
    assert.deepEqual([...new Set(SOURCES.map(roomOf))].sort(), Object.keys(ROOMS).sort());
  });

  it('is allowed only rooms further down the table, so that no circle can be', () => {
    const order = Object.keys(ROOMS);
    for (const [room, allowed] of Object.entries(ROOMS))
      for (const other of allowed)
        assert.ok(order.indexOf(other) > order.indexOf(room), `${room} may not be allowed ${other}`);
  });

  it('imports what the table allows it and nothing else', () => {
    const forbidden = IMPORTS.filter(({ from, to }) => {
      const [room, other] = [roomOf(from), roomOf(to)];
      return to.startsWith('scripts/') || (room !== other && !ROOMS[room]!.includes(other));
    });
    assert.deepEqual(forbidden.map(words), []);
  });

  it('needs all that the table allows it, or the table would allow more than anyone knows', () => {
    for (const [room, allowed] of Object.entries(ROOMS)) {
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
    assert.deepEqual(Object.keys(FLOORS).sort(), [...divided].sort());
  });

  for (const [room, floors] of Object.entries(FLOORS)) {
    const files = SOURCES.filter((file) => roomOf(file) === room);
    const floorOf = (file: string): number => {
      const place = placeOf(file, floors);
      return floors.findIndex((names) => place !== undefined && names.includes(place));
    };

    it(`has a floor for every file, and names none that is gone: ${room}`, () => {
      assert.deepEqual(
        files.filter((file) => floorOf(file) < 0),
        [],
      );
      const used = new Set(files.map((file) => placeOf(file, floors)));
      assert.deepEqual(
        floors.flat().filter((name) => !used.has(name)),
        [],
      );
    });

    it(`imports down its floors only: ${room}`, () => {
      const climbing = IMPORTS.filter(
        ({ from, to }) =>
          roomOf(from) === room &&
          roomOf(to) === room &&
          placeOf(from, floors) !== placeOf(to, floors) &&
          floorOf(to) <= floorOf(from),
      );
      assert.deepEqual(climbing.map(words), []);
    });
  }
});
