import assert from 'node:assert/strict';
import { CONTROLS } from '../../src/device/controls';
import { LINK_TIMES_MS } from '../../src/device/live-link';
import { NOTE_DEFAULTS } from '../../src/device/notes';
import { stateFromDictionary } from '../../src/device/state';
import { Random } from '../../src/rhythm/random';
import type { LiveHost, SavedState } from '../live/host';
import type { Clip } from '../live/lom/clip';
import { LiveSet } from '../live/set';
import { isAtRest, readyDevice, unexpectedProblems } from './support/session';

const ACTIONS = 200;
const SEED = 909;

/** Bounded so that everything the player wrote still fits the history; the rhythms in between may be forgotten. */
const MOST_EDITS = 10;
const MOST_CRASHES = 3;

/** Far from every General MIDI drum, so that a note of the player is known wherever it turns up. */
const PLAYER_PITCH = 100;

/** A player who presses and turns at random, and keeps book of every note that he wrote. */
class Monkey {
  readonly processIds = new Set<number>();
  private readonly written = new Map<number, Clip>();
  private crashes = 0;
  private preset: SavedState | undefined;

  constructor(
    private readonly host: LiveHost,
    private readonly random: Random,
  ) {}

  async act(): Promise<void> {
    const { random } = this;
    const draw = random.integer(100);
    if (draw < 38) await this.host.press('Generate');
    else if (draw < 50) await this.host.press('Previous Pattern');
    else if (draw < 58) await this.host.press('Next Pattern');
    else if (draw < 78) await this.turn();
    else if (draw < 88) this.select();
    else if (draw < 94) await this.write();
    else if (draw < 96) await this.crash();
    else if (draw < 97) await this.host.press('Restart Model');
    else if (draw < 98) this.host.set.deselect();
    else await this.usePreset();
    const { processId } = this.host.node;
    if (processId !== undefined) this.processIds.add(processId);
  }

  private async turn(): Promise<void> {
    const { id, longName, range } = this.random.choice(CONTROLS.filter(({ kind }) => kind !== 'button'));
    const [least, most] = id === 'style' ? [0, 1] : id === 'fillCount' ? [1, 3] : range;
    await this.host.turn(longName, least + this.random.integer(Math.floor(most - least) + 1));
  }

  private select(): void {
    const { set } = this.host;
    set.select(this.random.integer(2), this.random.integer(set.song.scenes.length));
  }

  /** Adds a note inside the loop of some clip of the track, or behind it, and turns to that clip. */
  private async write(): Promise<void> {
    const { set } = this.host;
    const scenes = set.track(0).slots.flatMap(({ clip }, scene) => (clip ? [scene] : []));
    if (this.written.size >= MOST_EDITS || scenes.length === 0) return;
    const scene = this.random.choice(scenes);
    const clip = set.clip(0, scene)!;
    const pitch = PLAYER_PITCH + this.written.size;
    const startTime = this.random.uniform() * (clip.loopEnd + 2);
    clip.preset([{ pitch, start_time: startTime, duration: 0.3, velocity: 33 }]);
    this.written.set(pitch, clip);
    if (this.random.chance(0.3)) clip.loopEnd = clip.loopStart + 4 + this.random.integer(8);
    set.select(0, scene);
    await this.host.turn('Target', 0);
  }

  private async crash(): Promise<void> {
    if (this.crashes >= MOST_CRASHES) return;
    this.crashes++;
    await this.host.node.crash();
  }

  private async usePreset(): Promise<void> {
    if (!this.preset) this.preset = await this.host.save();
    else await this.host.loadPreset(this.preset);
  }

  /** Every note that the player wrote is in its clip or can be brought back by Previous and Next. */
  assertNothingLost(): void {
    const stored = this.host.parameter('State') as Readonly<Record<string, unknown>>;
    const { history } = stateFromDictionary((key) => stored[key]);
    const kept = new Set(history.takes.flatMap((take) => take.notes.map(({ pitch }) => pitch)));
    for (const [pitch, clip] of this.written) {
      const inClip = clip.notes.some((note) => note.pitch === pitch && note.velocity === 33);
      assert.ok(inClip || kept.has(pitch), `the player's note ${pitch} is lost`);
    }
  }

  get writtenCount(): number {
    return this.written.size;
  }
}

describe('200 random presses and moves', function () {
  this.timeout(120_000);

  it('lose no note of the player, and leave no stuck status, no error and no process', async () => {
    const own = { pitch: 99, start_time: 1, duration: 0.5, velocity: 12 };
    const elsewhere = { lengthBeats: 4, notes: [own] };
    const set = new LiveSet({
      sceneCount: 4,
      tracks: [
        { name: 'Drums', clips: { 1: { lengthBeats: 8, notes: [own] } } },
        { name: 'Bass', clips: { 0: elsewhere, 2: elsewhere } },
      ],
    });
    const host = await readyDevice({ set });
    const monkey = new Monkey(host, Random.fromSeed(SEED));
    try {
      for (let action = 0; action < ACTIONS; action++) {
        await monkey.act();
        if (action % 10 === 9) monkey.assertNothingLost();
      }
      await host.until(() => host.node.state === 'loaded');
      await host.advance(2 * LINK_TIMES_MS.start);
      await host.until(() => isAtRest(host));
      monkey.assertNothingLost();
      assert.ok(monkey.writtenCount > 5, 'the test lets the player write');
      for (const scene of [0, 2]) {
        const [note] = set.clip(1, scene)!.notes;
        assert.deepEqual({ ...note, note_id: 0 }, { ...liveDefaults(), ...own, note_id: 0 });
      }
      assert.deepEqual(unexpectedProblems(host), []);
      assert.doesNotMatch(host.text('status'), /^Live said no/);
    } finally {
      await host.delete();
    }
    for (const processId of monkey.processIds) {
      assert.throws(() => process.kill(processId, 0), /ESRCH/, 'a process stayed behind');
    }
  });
});

/** What Live gives a note that says no more than pitch and time. */
function liveDefaults(): object {
  const { probability, velocityDeviation, releaseVelocity } = NOTE_DEFAULTS;
  return {
    mute: 0,
    probability,
    velocity_deviation: velocityDeviation,
    release_velocity: releaseVelocity,
  };
}
