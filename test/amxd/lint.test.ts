import assert from 'node:assert/strict';
import { lintCords } from '../../src/amxd/lint/cords';
import { lintPatcher } from '../../src/amxd/lint/lint-device';
import type { Box, Patcher } from '../../src/amxd/patcher/patcher';
import { complains } from './support/complains';
import { boxOf, buildTestPatcher, withBox, withParameter } from './support/stub-device';

describe('the linter of patchers', () => {
  const patcher = buildTestPatcher();
  const withLine = (source: readonly [string, number], destination: readonly [string, number]): Patcher => ({
    ...patcher,
    lines: [...patcher.lines, { patchline: { source, destination } }],
  });
  const withExtraBox = (box: Partial<Box>): Patcher => {
    const extra = { ...boxOf(patcher, 'start-later'), id: 'extra', ...box } as Box;
    return { ...patcher, boxes: [...patcher.boxes, { box: extra }] };
  };

  it('finds nothing to say about the device', () => {
    assert.deepEqual(lintPatcher(patcher), []);
  });

  describe('on the presentation', () => {
    const moved = (rect: readonly number[]): Patcher => withBox(patcher, 'grid', { presentation_rect: rect });

    it('complains about what Live would cut off', () => {
      complains(moved([600, 8, 392, 100]), /grid extends beyond the device/);
      complains(moved([8, 100, 20, 80]), /grid extends beyond the device/);
    });

    it('complains about controls on top of each other, since one of them could not be clicked', () => {
      complains(
        moved([8, 8, 392, 122]),
        /control-generate and grid overlap|grid and control-generate overlap/,
      );
    });

    it('complains about fractions of pixels, which Live draws blurred', () => {
      complains(moved([264.5, 8, 392, 122]), /grid is not on whole pixels/);
    });

    it('complains about margins that differ', () => {
      complains({ ...patcher, openrect: [0, 0, 700, 169] }, /left margin is 8 px, the right one/);
    });

    it('complains about words that are too wide for their control', () => {
      complains(
        withBox(patcher, 'control-restart', { text: 'Restart the model' }),
        /"Restart the model" does not fit/,
      );
    });

    it('complains about a control that was forgotten in the presentation', () => {
      complains(withBox(patcher, 'control-swing', { presentation: 0 }), /control-swing has a face but/);
    });

    it('complains when Live would open the patch instead of the panel', () => {
      complains({ ...patcher, openinpresentation: 0 }, /openinpresentation must be 1/);
    });
  });

  describe('on parameters', () => {
    const changed = (change: Readonly<Record<string, unknown>>): Patcher =>
      withParameter(patcher, 'control-swing', change);

    it('complains about two parameters of one name, because Live recalls by name', () => {
      complains(changed({ parameter_longname: 'Density' }), /Two parameters have the long name Density/);
      complains(changed({ parameter_shortname: 'Density' }), /Two parameters have the short name Density/);
    });

    it('complains about names that Max made up and short names that Push cuts', () => {
      complains(changed({ parameter_longname: 'live.dial[3]' }), /"live.dial\[3\]" is not a long name/);
      complains(changed({ parameter_shortname: 'Swinging on' }), /must have 1–8 letters/);
    });

    it('complains about whole numbers beyond 255, which Live cannot keep', () => {
      complains(changed({ parameter_mmax: 1000 }), /integer outside 0–255/);
    });

    it('complains about initial values that are missing or out of range', () => {
      complains(changed({ parameter_initial_enable: 0 }), /control-swing has no initial value/);
      complains(changed({ parameter_initial: [101] }), /starts at 101, outside 0–100/);
    });

    it('complains about labels that do not fit the range', () => {
      complains(withParameter(patcher, 'control-bars', { parameter_mmax: 7 }), /its maximum is wrong/);
    });

    it('complains about a button that Live would press at load or record as automation', () => {
      const button = (change: Readonly<Record<string, unknown>>): Patcher =>
        withParameter(patcher, 'control-generate', change);
      complains(button({ parameter_initial_enable: 1 }), /control-generate would be pressed at load/);
      complains(button({ parameter_invisible: 0 }), /must neither store nor automate/);
    });

    it('complains about a control without Info text', () => {
      complains(withBox(patcher, 'control-swing', { annotation: '' }), /control-swing has no annotation/);
    });

    it('complains about colours that do not follow the theme', () => {
      complains(
        withBox(patcher, 'control-swing', { dialcolor: [1, 0, 0, 1] }),
        /colours of its own \(dialcolor\)/,
      );
    });

    it('complains about an automated parameter that Push does not reach', () => {
      complains(
        withParameter(patcher, 'control-seed', { parameter_invisible: 0 }),
        /Seed is missing from Push/,
      );
      complains(changed({ parameter_invisible: 1 }), /Swing is on Push but is not an automated parameter/);
    });

    it('complains about a state that is not stored with the Set', () => {
      complains(
        withParameter(patcher, 'dict-state', { parameter_invisible: 2 }),
        /a blob must be stored with the Set/,
      );
    });
  });

  it('reads a device without parameters, in which Max leaves out the list of them', () => {
    const bare = {
      ...patcher,
      parameters: undefined,
      boxes: patcher.boxes.filter(({ box }) => box.maxclass === 'newobj'),
    };
    complains(bare as unknown as Patcher, /There is no Push bank/);
  });

  describe('on objects and cords', () => {
    it('complains about cords to nowhere, which Max drops in silence', () => {
      complains(withLine(['start', 0], ['nobody', 0]), /ends at nobody, which does not exist/);
      complains(withLine(['start', 3], ['live', 0]), /start has no outlet 3/);
      complains(withLine(['node-gate', 0], ['live', 7]), /live has no inlet 7/);
    });

    it('complains about two cords from one outlet, whose order would hang on positions', () => {
      complains(withLine(['from-node', 0], ['live', 0]), /from-node:0 has several cords/);
    });

    it('complains about messages that vanish in a route', () => {
      const lines = patcher.lines.filter(({ patchline }) => patchline.destination[0] !== 'feedback-unknown');
      complains({ ...patcher, lines }, /feedback:7 leads nowhere/);
    });

    it('complains about every cord that is left out, because what it carries vanishes without a word', () => {
      const unnoticed = patcher.lines.filter(
        (line) =>
          lintCords({ ...patcher, lines: patcher.lines.filter((other) => other !== line) }).length === 0,
      );
      assert.deepEqual(unnoticed, []);
    });

    it('complains about messages that vanish in routepass, trigger, unpack and prepend as in route', () => {
      for (const outlet of ['from-node:4', 'open-gate:0', 'pages-hidden:2', 'says-swing:0']) {
        const [id, port] = outlet.split(':');
        const lines = patcher.lines.filter(
          ({ patchline: { source } }) => source[0] !== id || source[1] !== Number(port),
        );
        complains({ ...patcher, lines }, new RegExp(`${outlet} leads nowhere`));
      }
    });

    it('complains about an object that nothing reaches', () => {
      complains(withExtraBox({ text: 't b', numoutlets: 1 }), /Nothing leads to extra/);
    });

    it('complains when LiveAPI would be used within the bang of live.thisdevice, and not after it', () => {
      complains(withBox(patcher, 'start-later', { text: 't b' }), /thisdevice bangs the v8 program without/);
      complains(withLine(['thisdevice', 0], ['init', 0]), /thisdevice bangs the v8 program without deferlow/);
    });

    it('complains when anything touches the MIDI that passes through', () => {
      complains(withLine(['start-later', 0], ['midiout', 0]), /midiin must lead straight to midiout/);
      complains(
        { ...patcher, boxes: patcher.boxes.filter(({ box }) => box.id !== 'midiin') },
        /needs midiin and midiout/,
      );
    });

    it('complains about names that two instances of the device would share', () => {
      complains(withBox(patcher, 'dict-notes', { text: 'dict notes' }), /"notes" must begin with ---/);
    });

    it('complains about objects that a device must not hold and objects it does not know', () => {
      complains(withExtraBox({ text: 'print' }), /print writes into the Max console/);
      complains(withExtraBox({ text: 'loadbang' }), /acts before Live has restored/);
      complains(withExtraBox({ text: 'deferlov' }), /deferlov is not an object that this device knows/);
    });

    it('complains about wrong port counts, which would shift cords in Max', () => {
      complains(withBox(patcher, 'feedback', { numoutlets: 3 }), /route has 8 inlets and 8 outlets/);
    });

    it('complains about ids and scripting names given twice', () => {
      complains(withExtraBox({ id: 'live' }), /Two boxes have the id live/);
      complains(withExtraBox({ varname: 'swing' }), /Two boxes are named swing/);
    });

    it('complains when live.thisdevice is missing, because LiveAPI is dead before it', () => {
      const boxes = patcher.boxes.filter(({ box }) => box.id !== 'thisdevice');
      complains({ ...patcher, boxes }, /There must be one live.thisdevice/);
    });
  });
});
