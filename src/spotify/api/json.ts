import type { z } from 'zod';
import { SpotifyError } from './spotify-error';

/** An answer's JSON in the form expected. @throws SpotifyError `malformed`, which quotes nothing of it */
export function jsonOf<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SpotifyError('malformed', 'Spotify answers with something that is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new SpotifyError(
    'malformed',
    `Spotify answers in a form that is not known${place === '' ? '' : `, at ${place}`}.`,
  );
}
