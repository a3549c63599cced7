import assert from 'node:assert/strict';
import { arrange } from '../../src/amxd/patcher/arrange';
import { controlBox } from '../../src/amxd/circuits/live-control';
import { face, message, object, portsOf, script } from '../../src/amxd/patcher/objects';
import { textWidth } from '../../src/amxd/patcher/text-width';
import { DICTIONARIES, LIVE_OUTLETS, PATCH } from '../../src/device/protocol/selectors';
import { control } from '../../src/device/controls/controls';
import type { Port } from '../../src/amxd/patcher/patcher';
import { boxOf, buildTestPatcher } from './support/stub-device';

describe('the circuits of the patch', () => {
  const patcher = buildTestPatcher();
  const text = (id: string): string | undefined => boxOf(patcher, id).text;
  const target = (id: string, outlet = 0): Port | undefined =>
    patcher.lines.find(({ patchline: { source } }) => source[0] === id && source[1] === outlet)?.patchline
      .destination;
  /** The boxes that a message passes from the first outlet of one to the first inlet of the next. */
  const pathFrom = (id: string, outlet = 0): string[] => {
    const next = target(id, outlet);
    return next === undefined || next[0] === 'live'
      ? [id, ...(next ? ['live'] : [])]
      : [id, ...pathFrom(next[0])];
  };

  it('start the v8 program in an event of its own after the bang of live.thisdevice', () => {
    assert.equal(text('thisdevice'), 'live.thisdevice');
    assert.equal(text('start'), 't b');
    assert.equal(text('start-later'), 'deferlow');
    assert.deepEqual(pathFrom('thisdevice'), ['thisdevice', 'start', 'start-later', 'init', 'live']);
  });

  it('tell the v8 program whether the device is switched on', () => {
    assert.deepEqual(pathFrom('thisdevice', 1), ['thisdevice', 'says-enabled', 'live']);
    assert.equal(text('says-enabled'), `prepend ${PATCH.enabled}`);
  });

  it('keep the gate to Node shut until Node has said that it is ready', () => {
    assert.equal(text('node-gate'), 'gate 1');
    assert.equal(text('open-gate'), 't l 1');
    assert.equal(text('close-gate'), 't l 0');
    assert.deepEqual(target('node-gate'), ['node', 0]);
    assert.deepEqual(target('open-gate', 1), ['node-gate', 0]);
    assert.deepEqual(target('close-gate', 1), ['node-gate', 0]);
    const controlled = patcher.lines.filter(
      ({ patchline: { destination } }) => destination[0] === 'node-gate' && destination[1] === 0,
    );
    assert.equal(controlled.length, 2);
  });

  it('tell the v8 program of the life of Node, whatever Max says of it', () => {
    assert.equal(text('says-life'), `prepend ${PATCH.lifecycle}`);
    assert.deepEqual(target('node', 1), ['node-life', 0]);
    assert.deepEqual(target('node-life', 3), ['says-life', 0]);
    assert.deepEqual(target('close-gate', 0), ['says-life', 0]);
    assert.deepEqual(target('says-life'), ['live', 0]);
  });

  it('have notes wait in pipe, forget what is due and then end what sounds', () => {
    assert.equal(text('player'), 'route note stop');
    assert.equal(text('player-due'), 'pipe 0 0 0');
    assert.deepEqual(target('player', 0), ['player-due', 0]);
    for (const outlet of [0, 1]) {
      assert.deepEqual(target('player-due', outlet), ['player-sounding', outlet]);
      assert.deepEqual(target('player-sounding', outlet), ['player-out', outlet]);
    }
    assert.deepEqual(target('player', 1), ['player-stop', 0]);
    assert.deepEqual(target('player-end'), ['player-stop', 0]);
    assert.equal(text('player-stop'), 't b b'); // right to left: first forget, then end
    assert.deepEqual(target('player-stop', 1), ['player-forget', 0]);
    assert.equal(text('player-forget'), 'clear');
    assert.deepEqual(target('player-forget'), ['player-due', 0]);
    assert.deepEqual(target('player-stop', 0), ['player-sounding', 0]);
  });

  it('report to the v8 program every message that no object knows', () => {
    for (const id of ['player', 'feedback', 'text', 'from-node', 'pages']) {
      assert.equal(text(`${id}-unknown`), 'prepend unknown');
      assert.deepEqual(target(`${id}-unknown`), ['live', 0]);
    }
  });

  it('send what the v8 program draws, shows and plays to the place for it', () => {
    const places = {
      grid: 'grid',
      pad: 'pad',
      status: 'show-status',
      player: 'player',
      controls: 'feedback',
    } as const;
    for (const [outlet, id] of Object.entries(places)) {
      assert.deepEqual(target('live', LIVE_OUTLETS[outlet as keyof typeof places]), [id, 0], outlet);
    }
    assert.deepEqual(target('show-status'), ['status', 0]);
  });

  it('save one dictionary with the Set and keep the others out of it', () => {
    const saved = Object.entries({
      'dict-notes': DICTIONARIES.notes,
      'dict-view': DICTIONARIES.view,
      'dict-starting': DICTIONARIES.startingRhythms,
      'dict-state': `${DICTIONARIES.state} @parameter_enable 1`,
    }).map(([id, name]) => {
      assert.equal(text(id), `dict ${name}`);
      return [id, (boxOf(patcher, id).saved_object_attributes as Record<string, unknown>).parameter_enable];
    });
    assert.deepEqual(saved, [
      ['dict-notes', 0],
      ['dict-view', 0],
      ['dict-starting', 0],
      ['dict-state', 1],
    ]);
  });
});

describe('the box of a control', () => {
  it('carries its sentences wherever Live and Max look for them', () => {
    const { info, infoTitle } = control('swing');
    const box = controlBox(control('swing'), [0, 0, 50, 48]);
    const { valueof } = box.saved_attribute_attributes as { readonly valueof: Record<string, unknown> };
    assert.deepEqual([box.annotation, box.hint, valueof.parameter_info], [info, info, info]);
    assert.deepEqual([box.annotation_name, valueof.parameter_annotation_name], [infoTitle, infoTitle]);
  });

  it('keeps a whole number in a byte where it fits and in a float without decimals where it does not', () => {
    const typeOf = (range: readonly [number, number], unit: 'integer' | 'float' = 'integer'): unknown => {
      const box = controlBox({ ...control('swing'), unit, range }, [0, 0, 50, 48]);
      const { valueof } = box.saved_attribute_attributes as { readonly valueof: Record<string, unknown> };
      return valueof.parameter_type;
    };
    assert.deepEqual(
      [typeOf([0, 255]), typeOf([0, 256]), typeOf([-1, 255]), typeOf([0, 1], 'float')],
      [1, 0, 0, 0],
    );
  });
});

describe('the boxes of the patching view', () => {
  const rectOf = (id: string, boxes: ReturnType<typeof arrange>) =>
    boxes.find((box) => box.id === id)?.patching_rect;
  const cord = (from: string, to: string) => ({ source: [from, 0], destination: [to, 0] }) as const;

  it('stand below whatever leads to them, side by side in a row, as wide as their text', () => {
    const boxes = arrange(
      [
        object('a', 't b'),
        object('long', 'prepend a-long-word'),
        object('b', 't b'),
        face('shown', 'live.comment', { presentation_rect: [1, 2, 90, 40] }),
        message('c', 'clear'),
      ],
      [cord('a', 'b'), cord('b', 'c'), cord('long', 'c'), cord('a', 'c')],
    );
    assert.deepEqual(rectOf('a', boxes), [16, 16, 33, 22]);
    assert.deepEqual(rectOf('long', boxes), [16 + 33 + 16, 16, 19 * 7 + 12, 22]);
    assert.deepEqual(rectOf('shown', boxes), [16 + 33 + 16 + 145 + 16, 16, 90, 40]);
    assert.deepEqual(rectOf('b', boxes), [16, 16 + 64, 33, 22]);
    assert.deepEqual(rectOf('c', boxes), [16, 16 + 2 * 64, 47, 22]);
  });

  it('are cut loose where they lead to themselves, and none is narrower than Max draws one', () => {
    const boxes = arrange([message('a', ''), message('b', '1')], [cord('a', 'b'), cord('b', 'a')]);
    assert.deepEqual(
      [rectOf('a', boxes), rectOf('b', boxes)],
      [
        [16, 16 + 64, 32, 22],
        [16, 16, 32, 22],
      ],
    );
  });
});

describe('the objects that the patch may hold', () => {
  it('have the ports that Max gives them', () => {
    const ports = (boxText: string): unknown => {
      const found = portsOf({ maxclass: 'newobj', text: boxText });
      return found && [found.inlets, ...found.outlets];
    };
    assert.deepEqual(ports('t b i f l s 7'), [1, 'bang', 'int', 'float', '', '', 'int']);
    assert.deepEqual(ports('route a b'), [3, '', '', '']);
    assert.deepEqual(ports('routepass a'), [2, '', '']);
    assert.deepEqual(ports('sel a b'), [3, 'bang', 'bang', '']);
    assert.deepEqual(ports('pipe 0 0 0'), [3, 'int', 'int']);
    assert.deepEqual(ports('unpack 0 0'), [1, 'int', 'int']);
    assert.deepEqual(ports('gate 2'), [2, '', '']);
    assert.deepEqual(ports('gate'), [2, '']);
    assert.deepEqual(ports('dict ---x @parameter_enable 1'), [2, 'dictionary', '', '', '', '']);
    assert.equal(ports('nothing'), undefined);
    assert.throws(() => object('x', 'nothing at all'), /No ports are known for nothing at all: add it to/);
    assert.throws(() => face('x', 'live.gain', {}), /No ports are known for live.gain/);
  });

  it('name a script as Max does: v8 in its text as well, v8ui as an attribute alone', () => {
    const [v8, v8ui] = (['v8', 'v8ui'] as const).map((kind) =>
      script('x', kind, 'a.js', { inlets: 1, outlets: 2 }),
    );
    const textfile = { filename: 'a.js', flags: 0, embed: 0, autowatch: 1 };
    assert.deepEqual(
      [v8?.maxclass, v8?.text, v8?.filename, v8?.textfile],
      ['newobj', 'v8 a.js', 'a.js', textfile],
    );
    assert.deepEqual([v8ui?.maxclass, v8ui?.text, v8ui?.filename], ['v8ui', undefined, 'a.js']);
    assert.deepEqual([v8?.numinlets, v8?.numoutlets, v8?.outlettype], [1, 2, ['', '']]);
  });
});

describe('the width of a text', () => {
  it('is that of Helvetica: 278 thousandths for a space, 584 for ~, 600 for what is not ASCII', () => {
    const widths = [' ', 'A', 'W', 'i', 'm', '~', '★', '', 'Am'].map((word) =>
      Math.round(textWidth(word, 1000)),
    );
    assert.deepEqual(widths, [278, 667, 944, 222, 833, 584, 600, 0, 1500]);
    assert.equal(textWidth('AA', 10), 13.34);
  });

  it('has one for each of the printable characters', () => {
    const letters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
    const sum = letters.reduce((total, letter) => total + Math.round(textWidth(letter, 1000)), 0);
    assert.equal(sum, 50058);
  });
});
