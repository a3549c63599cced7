import assert from 'node:assert/strict';
import type { FrozenDevice } from '../../../src/amxd/container/format';
import { freeze } from '../../../src/amxd/container/freeze';
import { thaw } from '../../../src/amxd/container/thaw';
import { LiveHost } from '../../live/host';
import { emptySet } from '../../live/set';
import { frozenDevice } from '../support/frozen-device';
import { cellPoint, readyDevice, rowPoint, unexpectedProblems, untilReady } from '../support/session';

/** A note that left the device, and when, in ms of the virtual clock. */
interface Sounded {
  readonly atMs: number;
  readonly pitch: number;
  readonly velocity: number;
}

/** Lets time pass and returns what leaves the device meanwhile. */
async function listened(host: LiveHost, ms: number): Promise<Sounded[]> {
  const before = host.midiOut.length;
  await host.advance(ms);
  return host.midiOut.slice(before).map(([, pitch = 0, velocity = 0], index) => ({
    atMs: host.midiOutMs[before + index]!,
    pitch,
    velocity,
  }));
}

/** How exactly a note is in time, in ms. */
const EXACT_MS = 1;

/** Between two moments at which the test moves the song on. */
const LOOK_MS = 20;

/** Notes that were begun and not ended, over all that ever left the device. */
function stuck(host: LiveHost): number[] {
  const sounding = new Set<number>();
  for (const [, pitch = 0, velocity = 0] of host.midiOut) {
    if (velocity > 0) sounding.add(pitch);
    else sounding.delete(pitch);
  }
  return [...sounding];
}

/** The device with its patch changed as text. */
function withPatch(device: FrozenDevice, change: (text: string) => string): FrozenDevice {
  const [main, ...others] = device.files;
  const text = Buffer.from(main!.bytes).toString('utf8');
  assert.notEqual(change(text), text);
  return { ...device, files: [{ ...main!, bytes: Buffer.from(change(text)) }, ...others] };
}

function withoutFreebang(device: FrozenDevice): FrozenDevice {
  return withPatch(device, (text) => text.replace('"text": "freebang"', '"text": "t b"'));
}

function withoutNotifydeleted(device: FrozenDevice): FrozenDevice {
  const files = device.files.map((file) => {
    const text = Buffer.from(file.bytes).toString('latin1');
    const isOfLive = text.includes('function notifydeleted()');
    return isOfLive
      ? {
          ...file,
          bytes: Buffer.from(text.replace('function notifydeleted()', 'function nobody()'), 'latin1'),
        }
      : file;
  });
  assert.notDeepEqual(files, device.files);
  return { ...device, files };
}

const KICK = 36;
const onsets = (heard: readonly Sounded[], pitch = KICK): number[] =>
  heard.filter((each) => each.pitch === pitch && each.velocity > 0).map(({ atMs }) => atMs);

describe('the built device as a player', function () {
  this.timeout(60_000);
  let host: LiveHost;
  beforeEach(async () => {
    host = await readyDevice({ set: emptySet({ tempo: 120 }) });
    // A kick on the first beat of each of four bars, and a hat before the end.
    for (const bar of [0, 1, 2, 3]) await host.mouse('grid', [cellPoint(4, 16 * bar, 'kick')]);
    await host.mouse('grid', [cellPoint(4, 63, 'closed-hat')]);
  });
  afterEach(async () => {
    assert.deepEqual(unexpectedProblems(host), []);
    await host.delete();
    assert.deepEqual(stuck(host), []);
  });

  it('plays nothing unless Play is on and Live runs', async () => {
    host.set.song.call('start_playing', []);
    assert.deepEqual(await listened(host, 500), []);
    host.set.song.call('stop_playing', []);
    await host.turn('Play', 1);
    assert.deepEqual(await listened(host, 500), []);
  });

  it('plays the rhythm in time, in an exact loop, each note with its end, and writes no clip', async () => {
    await host.turn('Play', 1);
    host.set.song.call('start_playing', []);
    const startMs = host.nowMs;
    const heard = await listened(host, 17_000);
    const kicks = onsets(heard).map((atMs) => atMs - startMs);
    assert.equal(kicks.length, 9, kicks.join());
    // The first may be late by a look at the transport; from then on a bar lasts two seconds at 120.
    assert.ok(kicks[0]! <= 30);
    kicks.slice(1).forEach((atMs, index) => {
      assert.ok(Math.abs(atMs - 2000 * (index + 1)) <= EXACT_MS, `kick ${index + 1} at ${atMs} ms`);
    });
    const hats = onsets(heard, 42).map((atMs) => atMs - startMs);
    assert.ok(Math.abs(hats[0]! - 63 * 125) <= EXACT_MS, String(hats[0]));
    assert.equal(host.set.world.undoSteps.length, 0);
  });

  it('follows the tempo and the position of the Set, also after a jump', async () => {
    await host.turn('Play', 1);
    const { song: live } = host.set;
    live.tempo = 150; // a bar in 1.6 s
    live.currentSongTime = 14; // two beats before the fifth bar
    live.call('start_playing', []);
    const startMs = host.nowMs;
    const before = onsets(await listened(host, 2000)).map((atMs) => atMs - startMs);
    assert.equal(before.length, 1);
    assert.ok(Math.abs(before[0]! - 800) <= EXACT_MS, String(before[0]));
    live.currentSongTime = 3;
    const jumpMs = host.nowMs;
    const after = onsets(await listened(host, 1000)).map((atMs) => atMs - jumpMs);
    assert.ok(Math.abs(after[0]! - 400) <= 20 + EXACT_MS, String(after[0]));
  });

  it('plays the first beat also when Live starts again from its insert marker, not from where it stopped', async () => {
    await host.turn('Play', 1);
    const { song: live } = host.set;
    for (const waitMs of [1500, 1507, 1514, 1521, 1528, 1535]) {
      live.call('start_playing', []);
      const startMs = host.nowMs;
      const heard = onsets(await listened(host, waitMs)).map((atMs) => atMs - startMs);
      assert.equal(heard.length, 1, `${heard.join()} before ${waitMs}`);
      assert.ok(heard[0]! <= 30);
      live.call('stop_playing', []);
      await listened(host, 500);
    }
  });

  it('cuts no note short when the song time that Live tells steps back a little', async () => {
    // A kick that sounds from the first beat to the second bar: an end before that is a cut.
    await host.turn('Play', 1);
    host.set.song.call('start_playing', []);
    const heard = await listened(host, 17_000);
    const ends = heard.filter(({ pitch, velocity }) => pitch === KICK && velocity === 0);
    const starts = heard.filter(({ pitch, velocity }) => pitch === KICK && velocity > 0);
    assert.equal(ends.length, starts.length, 'one end for each start');
    const lengths = ends.map(({ atMs }, index) => Math.round(atMs - starts[index]!.atMs));
    assert.equal(new Set(lengths.slice(1)).size, 1, lengths.join());
  });

  for (const [title, stop] of [
    ['Live stops', (device) => Promise.resolve(device.set.song.call('stop_playing', []))],
    ['Play is switched off', (device) => device.turn('Play', 0)],
    ['the device is switched off', (device) => device.enable(false)],
    ['the device is deleted', (device) => device.delete()],
  ] as readonly (readonly [string, (device: LiveHost) => Promise<unknown>])[]) {
    it(`leaves no note hanging when ${title} in the middle of it`, async () => {
      await host.turn('Play', 1);
      host.set.song.call('start_playing', []);
      await listened(host, 60);
      assert.deepEqual(stuck(host), [KICK], 'the kick sounds');
      await stop(host);
      await host.advance(200);
      assert.deepEqual(stuck(host), []);
      const count = host.midiOut.length;
      await host.advance(3000);
      assert.equal(host.midiOut.length, count, 'nothing follows');
    });
  }

  describe('that is deleted while a note sounds', () => {
    const nets: readonly (readonly [title: string, torn: (device: FrozenDevice) => FrozenDevice])[] = [
      ['by its script alone, where the patch has nothing that hears it', withoutFreebang],
      ['by its patch alone, where the script is not told', withoutNotifydeleted],
    ];
    for (const [title, torn] of nets)
      it(`ends the note ${title}, since nobody knows which of the two Live leaves the time for`, async () => {
        const amxd = freeze(torn(thaw(await frozenDevice())));
        const half = LiveHost.drop(amxd, { set: emptySet({ tempo: 120 }) });
        await untilReady(half);
        await half.mouse('grid', [cellPoint(4, 0, 'kick')]);
        await half.turn('Play', 1);
        half.set.song.call('start_playing', []);
        await listened(half, 60);
        const sounding = stuck(half);
        await half.delete();
        assert.deepEqual([sounding, stuck(half)], [[KICK], []]);
      });
  });

  for (const speed of [3, 10, 60]) {
    it(`is silent, and says so, while the song runs ${speed} times as fast as time: an export would get bursts`, async () => {
      await host.turn('Play', 1);
      host.set.song.call('start_playing', []);
      const exported = async (ms: number): Promise<Sounded[]> => {
        const heard: Sounded[] = [];
        for (let passed = 0; passed < ms; passed += LOOK_MS) {
          heard.push(...(await listened(host, LOOK_MS)));
          host.set.song.currentSongTime += ((speed - 1) * LOOK_MS * 120) / 60_000;
        }
        return heard;
      };
      await exported(400);
      assert.match(host.text('status'), /export/);
      assert.deepEqual(stuck(host), []);
      assert.deepEqual(await exported(2000), []);
      // A real-time export, or the end of that one: two beats before a bar, the next kick is in time again.
      host.set.song.currentSongTime = 14;
      const startMs = host.nowMs;
      const kicks = onsets(await listened(host, 1500)).map((atMs) => atMs - startMs);
      assert.equal(kicks.length, 1);
      assert.ok(Math.abs(kicks[0]! - 1000) <= EXACT_MS, String(kicks[0]));
    });
  }

  it('says what it waits for and that an export is without it, since a switch that is on and silent looks broken', async () => {
    await host.turn('Play', 1);
    assert.match(host.text('status'), /^Play is on: start Live/);
    host.set.song.call('start_playing', []);
    await host.turn('Play', 0);
    await host.turn('Play', 1);
    assert.match(host.text('status'), /^Play is on\. An export has only what is written into a clip/);
  });

  it('says that there is no rhythm to play yet', async () => {
    const other = await readyDevice({ set: emptySet() });
    await other.turn('Play', 1);
    const said = other.text('status');
    await other.delete();
    assert.match(said, /^Play is on, but there is no rhythm yet\. Press Generate/);
  });

  it('stops playing a drum once it is muted, and ends its sounding note', async () => {
    await host.turn('Play', 1);
    host.set.song.call('start_playing', []);
    await listened(host, 60);
    await host.mouse('grid', [rowPoint('mute', 'kick')]);
    const heard = await listened(host, 4500);
    assert.deepEqual(onsets(heard), []);
    assert.deepEqual(stuck(host), []);
  });
});
