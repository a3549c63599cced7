/** A small catalogue of single-voice clips, of the form that `npm run corpus -- clips` reads. */

interface FixtureClip {
  readonly group: string;
  readonly sound: string;
  /** One letter a 16th: X accented, x plain, anything else silent; 16 a bar. */
  readonly pattern: string;
  readonly genres?: readonly string[];
}

const SOUNDS: readonly FixtureClip[] = [
  { group: 'Kick', sound: 'kick', pattern: 'X...X...X...X.x.', genres: ['house', 'techno'] },
  { group: 'Kick', sound: 'kick', pattern: 'X.....x...X.....', genres: ['breakbeat', 'electro', 'garage'] },
  { group: 'Snare', sound: 'snare', pattern: '....X.......X...' },
  { group: 'Snare', sound: 'snare', pattern: '....X..x....X..x', genres: ['breakbeat'] },
  { group: 'Hats', sound: 'hatClosed', pattern: 'x.X.x.X.x.X.x.X.' },
  { group: 'Hats', sound: 'hatClosed', pattern: 'xxXxxxXxxxXxxxXx', genres: ['techno'] },
  { group: 'Hats', sound: 'hatOpen', pattern: '..X...X...X...X.', genres: ['house'] },
  { group: 'Perc', sound: 'shaker', pattern: 'x.x.x.x.x.x.x.x.' },
  { group: 'Perc', sound: 'cowbell', pattern: '...X..X....X..X.', genres: ['house'] },
  { group: 'Toms', sound: 'tomLow', pattern: '..........x...x.' },
];

/** Clips enough for every split: each of the sounds above in 20 shifts or lengths. */
export function catalogFixture(): string {
  const entries = SOUNDS.flatMap(({ group, sound, pattern, genres = [] }, row) =>
    Array.from({ length: 20 }, (_, copy) => {
      // A stroke more, somewhere in the first or the second bar, makes each copy a clip of its own.
      const bars = 1 + (copy % 2);
      const steps = [...pattern.repeat(bars)];
      if (copy > 0) steps[(copy * 3 + row) % steps.length] = 'x';
      return {
        id: `${group[0]!}${row}-${copy}`,
        group,
        collection: 'basics',
        tags: [group.toLowerCase()],
        applicableGenres: genres,
        bars,
        hits: steps.flatMap((letter, step) =>
          /[Xx]/.test(letter) ? [{ time: step / 4, sound, velocity: letter === 'X' ? 110 : 80 }] : [],
        ),
      };
    }),
  );
  return JSON.stringify({ entries });
}
