import { Clip } from './clip';
import { objectFrom, type LomObject } from './object';
import { LiveError } from './world';

/** A clip like another one, in a slot or at a beat of the Arrangement; the other stays as it is. */
export function copyOf(clip: Clip, parent: LomObject, startTime = 0): Clip {
  const { name, lengthBeats, isMidi } = clip;
  const copy = new Clip(clip.world, parent, { name, lengthBeats, isMidi, startTime });
  const { color, looping, muted, loopStart, loopEnd, startMarker, endMarker } = clip;
  Object.assign(copy, { color, looping, muted, loopStart, loopEnd, startMarker, endMarker });
  copy.takeNotesOf(clip);
  return copy;
}

/** The clip or slot that an argument names. @throws LiveError when there is none of that kind */
export function namedObject<T extends LomObject>(
  owner: LomObject,
  argument: unknown,
  isKind: (object: LomObject) => object is T,
): T {
  const found = objectFrom(owner.world, [argument]);
  if (!found || !isKind(found)) throw new LiveError(`${String(argument)} is not what ${owner.type} copies`);
  return found;
}
