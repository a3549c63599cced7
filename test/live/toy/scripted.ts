import type { LiveHost } from '../host';
import type { LiveSet } from '../set';
import { bench, print } from './bench';
import { face, object } from './patcher';

/** A device with one v8 script whose outlet is printed; `go` goes to it, and live.thisdevice sends `ready`. */
export function scripted(source: string, set?: LiveSet): LiveHost {
  return bench(
    [
      object('device', 'live.thisdevice'),
      object('late', 'deferlow'),
      face('ready', 'message', { text: 'ready' }),
      object('v8', 'v8 test.js', { varname: 'v8' }),
      print('out'),
    ],
    ['device 0 > late 0', 'late 0 > ready 0', 'ready 0 > v8 0', 'v8 0 > out 0'],
    [{ name: 'test.js', type: 'TEXT', flag: 0, bytes: Buffer.from(source) }],
    { ...(set && { set }) },
  );
}
