import assert from 'node:assert/strict';
import type { LiveHost } from '../../live/host';
import { LiveSet, type SetSpec } from '../../live/set';
import { devicesOfSuite, generated, pressed, unexpectedProblems } from '../support/session';

describe('the built device in a Set that a rhythm does not fit', function () {
  this.timeout(60_000);
  const { device } = devicesOfSuite((host) => assert.deepEqual(unexpectedProblems(host), []));

  /** A device on a track, and what its status line says whenever it writes. */
  async function watched(spec: SetSpec): Promise<{ host: LiveHost; beforeWriting: string[] }> {
    const set = new LiveSet({ tracks: [{ name: 'Drums' }], ...spec });
    const host = await device({ set });
    const beforeWriting: string[] = [];
    const note = (): void => {
      beforeWriting.push(host.text('status'));
    };
    for (const slot of set.track(0).slots) {
      set.world.observe(slot.id, 'has_clip', note);
      if (slot.clip) set.world.observe(slot.clip.id, 'notes', note);
    }
    return { host, beforeWriting };
  }

  for (const signature of [
    [3, 4],
    [6, 8],
  ] as const) {
    it(`says before and after it writes that the Set is in ${signature.join('/')} and the rhythm in 4/4`, async () => {
      const { host, beforeWriting } = await watched({ signature });
      const sentence = `The Set is in ${signature.join('/')}, the rhythm in 4/4: bars do not line up`;
      await generated(host, 'New');
      assert.deepEqual(beforeWriting, [sentence]);
      assert.ok(host.set.clip(0, 0)!.notes.length > 0, 'it is written all the same');
      const status = host.text('status');
      assert.match(status, /^House \d+ in a new clip · \d+ notes · /);
      assert.ok(status.includes(sentence), status);
      await pressed(host, 'Write Pattern');
      assert.ok(host.text('status').includes(sentence), host.text('status'));
    });
  }

  for (const signature of [
    [2, 4],
    [2, 2],
  ] as const) {
    it(`says nothing of ${signature.join('/')}, whose bars 4/4 fills`, async () => {
      const { host } = await watched({ signature });
      await generated(host, 'New');
      assert.doesNotMatch(host.text('status'), /line up/);
    });
  }

  it('goes by the signature of the clip that it writes into', async () => {
    const clips = {
      0: { lengthBeats: 6, name: 'Waltz', signature: [3, 4] },
      1: { lengthBeats: 4, name: 'March' },
    } as const;
    const { host, beforeWriting } = await watched({ signature: [3, 4], tracks: [{ name: 'Drums', clips }] });
    host.set.select(0, 0);
    await generated(host, 'Clip');
    assert.equal(beforeWriting[0], '“Waltz” is in 3/4, the rhythm in 4/4: bars do not line up');
    assert.match(host.text('status'), /in “Waltz” · \d+ notes · “Waltz” is in 3\/4/);
    host.set.select(0, 1);
    await generated(host, 'Clip');
    assert.doesNotMatch(host.text('status'), /line up/);
  });

  it('says before and after it writes that the Set’s tempo is far from the style’s', async () => {
    const { host, beforeWriting } = await watched({ tempo: 90 });
    await generated(host, 'New');
    assert.equal(beforeWriting.length, 1);
    assert.match(beforeWriting[0]!, /^House is played at about \d+ BPM, the Set at 90$/);
    assert.ok(host.text('status').includes(beforeWriting[0]!), host.text('status'));
    host.set.song.tempo = 126;
    await generated(host, 'New');
    assert.doesNotMatch(host.text('status'), /BPM/);
  });
});
