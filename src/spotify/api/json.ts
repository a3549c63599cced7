// Parses and checks the JSON of an answer. Used wherever Spotify answers; errors quote nothing of the answer.

import type { z } from 'zod';
import { SpotifyError } from './spotify-error';

/** @throws SpotifyError `malformed` */
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
