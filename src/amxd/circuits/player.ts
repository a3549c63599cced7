// The objects that play the rhythm without a clip: the v8 program sends notes ahead, each with its delay, and
// these send them on time in the scheduler’s own thread. Used by patch.ts.

import { LIVE_OUTLETS, TO_PLAYER } from '../../device/protocol/selectors';
import { LIVE_ID, LIVE_INLET, cord, type Circuit } from './circuit';
import { message, object } from '../patcher/objects';

/** `flush` knows which notes sound and ends them: on stop, and before the device is removed. */
export function playerCircuit(): Circuit {
  return {
    boxes: [
      object('player', `route ${TO_PLAYER.note} ${TO_PLAYER.stop}`),
      object('player-unknown', 'prepend unknown'),
      object('player-due', 'pipe 0 0 0'),
      object('player-sounding', 'flush'),
      object('player-out', 'noteout'),
      object('player-stop', 't b b'),
      message('player-forget', 'clear'),
      object('player-end', 'freebang'),
    ],
    cords: [
      cord([LIVE_ID, LIVE_OUTLETS.player], 'player'),
      cord(['player', 0], 'player-due'),
      cord(['player', 1], 'player-stop'),
      cord(['player', 2], 'player-unknown'),
      cord('player-unknown', LIVE_INLET),
      cord(['player-due', 0], ['player-sounding', 0]),
      cord(['player-due', 1], ['player-sounding', 1]),
      cord(['player-sounding', 0], ['player-out', 0]),
      cord(['player-sounding', 1], ['player-out', 1]),
      cord('player-end', 'player-stop'),
      // What is due is forgotten before what sounds is ended.
      cord(['player-stop', 1], 'player-forget'),
      cord('player-forget', 'player-due'),
      cord(['player-stop', 0], 'player-sounding'),
    ],
  };
}
