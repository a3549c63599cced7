/** What the stand-in server knows: every genre has its artists, every artist albums and tracks, all made of numbers. */
export interface Catalogue {
  readonly artistsPerGenre: number;
  readonly tracksPerArtist: number;
}

const TRACKS_PER_ALBUM = 3;

export interface Entity {
  readonly id: string;
  readonly name: string;
}

/** An identifier as Spotify's: 22 digits of base 62. */
export function idOf(kind: 'A' | 'T' | 'L', ...numbers: readonly number[]): string {
  return (kind + numbers.map((number) => `${number}x`).join('')).padEnd(22, '0');
}

export function artistsOfGenre({ artistsPerGenre }: Catalogue, genre: string): Entity[] {
  const at = genre.length;
  return Array.from({ length: artistsPerGenre }, (_, number) => ({
    id: idOf('A', at, number),
    name: `Artist ${at}-${number}`,
  }));
}

/** The numbers that an identifier is made of. */
export function numbersOf(id: string): number[] {
  return id.slice(1).split('x').slice(0, -1).map(Number);
}

export function tracksOfArtist({ tracksPerArtist }: Catalogue, artistId: string): unknown[] {
  return Array.from({ length: tracksPerArtist }, (_, number) => trackOf(artistId, number));
}

export function albumsOfArtist({ tracksPerArtist }: Catalogue, artistId: string): Entity[] {
  return Array.from({ length: Math.ceil(tracksPerArtist / TRACKS_PER_ALBUM) }, (_, number) => ({
    id: idOf('L', ...numbersOf(artistId), number),
    name: `Album ${number}`,
  }));
}

export function tracksOfAlbum(catalogue: Catalogue, albumId: string): unknown[] {
  const [genre = 0, artist = 0, album = 0] = numbersOf(albumId);
  const tracks = tracksOfArtist(catalogue, idOf('A', genre, artist));
  return tracks.slice(album * TRACKS_PER_ALBUM, (album + 1) * TRACKS_PER_ALBUM);
}

/** The tracks of a search by name, with one of somebody else among them, as Spotify does. */
export function searchedTracks(catalogue: Catalogue, query: string): unknown[] {
  const [genre = 0, artist = 0] = (/artist:"Artist (\d+)-(\d+)"/.exec(query) ?? []).slice(1).map(Number);
  const own = tracksOfArtist(catalogue, idOf('A', genre, artist));
  return [own[0], null, trackOf(idOf('A', 99, artist), 0), ...own.slice(1)];
}

/** A small analysis document with all the keys. */
export function analysisOf(trackId: string): string {
  const [, , number = 0] = numbersOf(trackId);
  const tempo = 120 + number;
  const beat = 60 / tempo;
  const times = (count: number, seconds: number) =>
    Array.from({ length: count }, (_, at) => ({ start: at * seconds, duration: seconds, confidence: 0.8 }));
  return JSON.stringify({
    meta: { analyzer_version: '4.0.0', status_code: 0, timestamp: 1_600_000_000 },
    track: { duration: 8 * beat, tempo, time_signature: 4, key: number % 12, mode: 1, loudness: -8 },
    bars: times(2, 4 * beat),
    beats: times(8, beat),
    tatums: times(16, beat / 2),
    sections: [],
    segments: [],
  });
}

function trackOf(artistId: string, number: number): unknown {
  return {
    id: idOf('T', ...numbersOf(artistId), number),
    name: `Track ${number}`,
    artists: [{ id: artistId, name: 'as above' }],
    duration_ms: 300_000 + number,
  };
}
