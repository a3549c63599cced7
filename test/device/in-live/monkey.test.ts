import assert from 'node:assert/strict';
import { CONTROLS } from '../../../src/device/controls/controls';
import { LINK_TIMES_MS } from '../../../src/device/live/host/node-link';
import { NOTE_DEFAULTS } from '../../../src/device/notes/clip-notes';
import { stateFromDictionary } from '../../../src/device/state/state';
import { GRID_RECT, PAD_RECT } from '../../../src/amxd/circuits/layout';
import { Random } from '../../../src/rhythm/random';
import { LiveHost, type SavedState } from '../../live/host';
import type { Clip } from '../../live/lom/clip';
import { LiveSet } from '../../live/set';
import { frozenDevice } from '../support/frozen-device';
import { isAtRest, readyDevice, unexpectedProblems, untilReady } from '../support/session';

/** Presses and moves of both players together. */
const ACTIONS = 1000;
const SEED = 909;

/** Bounded so that everything the players wrote still fits the history; the rhythms in between may be forgotten. */
const MOST_EDITS = 10;
const MOST_CRASHES = 2;

/** Far from every General MIDI drum, so that a note of the player is known wherever it turns up. */
const PLAYER_PITCH = 100;

/** Only these wait for an answer of the model; the others are done at once. */
const ASKING = ['Generate', 'Like Clip', 'Re-roll Voice'] as const;
const OTHER_BUTTONS = CONTROLS.filter(
  ({ kind, longName }) =>
    kind === 'button' &&
    !['Generate', 'Like Clip', 'Re-roll Voice', 'Restart Model', 'Load Model'].includes(longName),
).map(({ longName }) => longName);

/** A player who presses and turns at random, and keeps book of every note that he wrote. */
class Monkey {
  readonly processIds = new Set<number>();
  private readonly written = new Map<number, Clip>();
  private crashes = 0;
  private preset: SavedState | undefined;

  /** @param track the track of his device; he selects and writes there */
  constructor(
    private readonly host: LiveHost,
    private readonly random: Random,
    private readonly track: number,
  ) {}

  async act(): Promise<void> {
    const { random } = this;
    const draw = random.integer(1000);
    if (draw < 180) await this.host.press(random.choice(ASKING));
    else if (draw < 360) await this.host.press(random.choice(OTHER_BUTTONS));
    else if (draw < 560) await this.turn();
    else if (draw < 690) await this.draw();
    else if (draw < 760) await this.drag();
    else if (draw < 840) this.select();
    else if (draw < 890) await this.write();
    else if (draw < 930) this.moveTransport();
    else if (draw < 955) await this.paste();
    else if (draw < 960) await this.crash();
    else if (draw < 963) await this.host.press('Restart Model');
    else if (draw < 975) this.host.set.deselect();
    else if (draw < 985) await this.host.enable(random.chance(0.7));
    else await this.usePreset();
    const { processId } = this.host.node;
    if (processId !== undefined) this.processIds.add(processId);
  }

  private async turn(): Promise<void> {
    const { id, longName, range } = this.random.choice(CONTROLS.filter(({ kind }) => kind !== 'button'));
    const most = { style: 1, fillCount: 3, bars: 2, model: 0 }[id as string] ?? range[1];
    const least = range[0];
    await this.host.turn(longName, least + this.random.integer(Math.floor(most - least) + 1));
  }

  /** Clicks and drags anywhere in the grid: cells, padlocks, mutes, names, marks. */
  private async draw(): Promise<void> {
    const [, , width, height] = GRID_RECT;
    const at = [this.random.integer(width), this.random.integer(height)] as const;
    const to = [at[0] + this.random.integer(30) - 15, at[1] + this.random.integer(30) - 15] as const;
    const points = this.random.chance(0.5) ? [at] : [at, to];
    await this.host.mouse('grid', points, { shift: this.random.chance(0.3) });
  }

  private async drag(): Promise<void> {
    const [, , side] = PAD_RECT;
    const points = Array.from(
      { length: 4 },
      () => [this.random.integer(side), this.random.integer(side)] as const,
    );
    await this.host.mouse('pad', points);
  }

  private select(): void {
    const { set } = this.host;
    set.select(this.random.integer(3), this.random.integer(set.song.scenes.length));
  }

  private moveTransport(): void {
    const { song, application } = this.host.set;
    const draw = this.random.integer(4);
    if (draw === 0) song.call(song.isPlaying ? 'stop_playing' : 'start_playing', []);
    else if (draw === 1) song.currentSongTime = this.random.integer(400);
    else if (draw === 2) song.tempo = 60 + this.random.integer(140);
    else application.view.documentView = this.random.chance(0.3) ? 'Arranger' : 'Session';
  }

  private async paste(): Promise<void> {
    const own = this.host.text('share-text');
    await this.host.type('share-text', this.random.chance(0.7) ? own : own.slice(0, this.random.integer(40)));
  }

  /** Adds a note inside the loop of some clip of the track, or behind it, and turns to that clip. */
  private async write(): Promise<void> {
    const { set } = this.host;
    const scenes = set.track(this.track).slots.flatMap(({ clip }, scene) => (clip ? [scene] : []));
    if (this.written.size >= MOST_EDITS || scenes.length === 0) return;
    const scene = this.random.choice(scenes);
    const clip = set.clip(this.track, scene)!;
    const pitch = PLAYER_PITCH + this.written.size;
    const startTime = this.random.uniform() * (clip.loopEnd + 2);
    clip.preset([{ pitch, start_time: startTime, duration: 0.3, velocity: 33 }]);
    this.written.set(pitch, clip);
    if (this.random.chance(0.3)) clip.loopEnd = clip.loopStart + 4 + this.random.integer(8);
    set.select(this.track, scene);
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

  /** Notes that left the device and were not ended. */
  get stuck(): number[] {
    const sounding = new Set<number>();
    for (const [, pitch = 0, velocity = 0] of this.host.midiOut) {
      if (velocity > 0) sounding.add(pitch);
      else sounding.delete(pitch);
    }
    return [...sounding];
  }

  get writtenCount(): number {
    return this.written.size;
  }
}

describe(`a run of ${ACTIONS} random presses and moves on two devices`, function () {
  this.timeout(300_000);

  it('loses no note of the players, and leaves no stuck status or note, no error and no process', async () => {
    const own = { pitch: 99, start_time: 1, duration: 0.5, velocity: 12 };
    const elsewhere = { lengthBeats: 4, notes: [own] };
    const set = new LiveSet({
      sceneCount: 4,
      tracks: [
        { name: 'Drums', clips: { 1: { lengthBeats: 8, notes: [own] } } },
        { name: 'More drums', clips: { 2: { lengthBeats: 8, notes: [own] } } },
        { name: 'Bass', clips: { 0: elsewhere, 2: elsewhere } },
      ],
    });
    const first = await readyDevice({ set });
    const second = LiveHost.drop(await frozenDevice(), { beside: first, at: 'live_set tracks 1' });
    await untilReady(second);
    const hosts = [first, second];
    const monkeys = hosts.map((host, track) => new Monkey(host, Random.fromSeed(SEED + track), track));
    try {
      for (let action = 0; action < ACTIONS; action++) {
        const monkey = monkeys[action % 2]!;
        await monkey.act();
        if (action % 20 > 17) monkey.assertNothingLost();
      }
      set.song.call('stop_playing', []);
      for (const host of hosts) {
        await host.until(() => host.node.state === 'loaded');
        await host.advance(2 * LINK_TIMES_MS.start);
        await host.until(() => isAtRest(host));
        assert.deepEqual(unexpectedProblems(host), []);
        assert.doesNotMatch(host.text('status'), /^Live said no/);
      }
      for (const monkey of monkeys) {
        monkey.assertNothingLost();
        assert.ok(monkey.writtenCount > 5, 'the test lets the player write');
        assert.deepEqual(monkey.stuck, []);
      }
      for (const scene of [0, 2]) {
        const [note] = set.clip(2, scene)!.notes;
        assert.deepEqual({ ...note, note_id: 0 }, { ...liveDefaults(), ...own, note_id: 0 });
      }
    } finally {
      for (const host of hosts) await host.delete();
    }
    for (const processId of monkeys.flatMap((monkey) => [...monkey.processIds])) {
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
