import assert from 'node:assert/strict';
import { bench, print, printed, through } from './toy/bench';
import { control, face, object } from './toy/patcher';

describe('the stand-in Max', () => {
  it('fires t from right to left and casts, so that the left one comes last', async () => {
    assert.deepEqual(await through('t b i l 7', 4, [3.5, 'x']), ['3: 7', '2: 3.5 x', '1: 3', '0: bang']);
  });

  it('strips the name that route matches, and makes a bare name a bang', async () => {
    assert.deepEqual(await through('route a b', 3, ['b', 1, 2], ['a'], ['c', 1]), [
      '1: 1 2',
      '0: bang',
      '2: c 1',
    ]);
  });

  it('keeps the name in routepass', async () => {
    assert.deepEqual(await through('routepass a', 2, ['a', 1], ['b']), ['0: a 1', '1: b']);
  });

  it('treats a bang as a word in prepend and append', async () => {
    assert.deepEqual(await through('prepend x', 1, ['bang'], [1, 2]), ['0: x bang', '0: x 1 2']);
    assert.deepEqual(await through('append x', 1, [1, 2]), ['0: 1 2 x']);
  });

  it('makes pack wait for its left inlet, and unpack fire from the right', async () => {
    assert.deepEqual(await through('pack 0 0. s', 1, [1.7, 2, 'x']), ['0: 1 2 x']);
    assert.deepEqual(await through('unpack 0 s', 2, [1, 'x']), ['1: x', '0: 1']);
  });

  it('bangs from sel on a match and passes the rest', async () => {
    assert.deepEqual(await through('sel 1 a', 3, [1], ['a'], [5]), ['0: bang', '1: bang', '2: 5']);
  });

  it('keeps gate shut until it is told otherwise', async () => {
    const host = bench(
      [
        object('gate', 'gate 2', { varname: 'gate' }),
        object('in', 't l', { varname: 'in' }),
        print('a'),
        print('b'),
      ],
      ['in 0 > gate 1', 'gate 0 > a 0', 'gate 1 > b 0'],
    );
    await host.send('in', 'lost');
    await host.send('gate', 2);
    await host.send('in', 'kept');
    assert.deepEqual(printed(host), ['b: kept']);
  });

  it('lets the first bang through onebang on the left', async () => {
    assert.deepEqual(await through('onebang 1', 2, ['bang'], ['bang']), ['0: bang', '1: bang']);
  });

  it('fills in $1 in a message box, cuts at commas and keeps quiet on set', async () => {
    const host = bench(
      [face('it', 'message', { text: 'a $2 $1, b \\, "c d"' }), print('out')],
      ['it 0 > out 0'],
    );
    await host.send('it', 1, 2);
    await host.send('it', 'set', 'x', '$1');
    await host.send('it', 'y');
    assert.deepEqual(printed(host), ['out: a 2 1', 'out: b , c d', 'out: x y']);
  });

  it('cuts off a message box whose text to thispatcher is long or holds many messages, as Max has been seen to', async () => {
    const hides = (names: readonly string[]): string =>
      names.map((name) => `script sendbox ${name} hidden 1`).join(', ');
    const shownAfter = async (text: string, names: readonly string[]) => {
      const boxes = names.map((name) => face(name, 'live.comment', { text: name }));
      const host = bench(
        [face('tab', 'message', { text }), object('boxes', 'thispatcher'), ...boxes],
        ['tab 0 > boxes 0'],
      );
      await host.press('tab');
      return { hidden: names.filter((name) => !host.isVisible(name)), problems: host.problems };
    };
    const few = ['a', 'b', 'c', 'd', 'e', 'f'];
    assert.deepEqual(await shownAfter(hides(few), few), { hidden: few, problems: [] });
    const many = await shownAfter(hides([...few, 'g']), [...few, 'g']);
    assert.deepEqual(many.hidden, few);
    assert.match(many.problems[0]?.text ?? '', /1 of 7 messages to thispatcher were cut off/);
    const long = [
      'a-name-of-forty-characters-that-is-too-l',
      'b',
      'another-name-of-forty-characters-at-last',
    ];
    const cut = await shownAfter(hides([...long, ...few.slice(2)]), [...long, ...few.slice(2)]);
    assert.deepEqual(cut.hidden, [...long, 'c']);
    assert.equal(cut.problems.length, 1);
  });

  it('fires the right-most box first where several cords leave one outlet, then the bottom-most', async () => {
    const at = (x: number, y: number) => ({ patching_rect: [x, y, 20, 20] });
    const host = bench(
      [
        object('in', 't b', { varname: 'in' }),
        print('left', at(0, 0)),
        print('right', at(90, 0)),
        print('low', at(90, 50)),
      ],
      ['in 0 > left 0', 'in 0 > right 0', 'in 0 > low 0'],
    );
    await host.send('in', 'bang');
    assert.deepEqual(printed(host), ['low: bang', 'right: bang', 'left: bang']);
  });

  it('delivers depth first: what follows from one cord ends before the next begins', async () => {
    const host = bench(
      [object('in', 't 2 1', { varname: 'in' }), object('f', 't l l'), print('a'), print('b')],
      ['in 0 > f 0', 'in 1 > f 0', 'f 0 > a 0', 'f 1 > b 0'],
    );
    await host.send('in', 'bang');
    assert.deepEqual(printed(host), ['b: 1', 'a: 1', 'b: 2', 'a: 2']);
  });

  it('makes deferlow wait for the end of the event and delay for its time, until stop cancels', async () => {
    const host = bench(
      [
        object('in', 't b b b', { varname: 'in' }),
        object('late', 'deferlow'),
        object('delay', 'delay 200', { varname: 'delay' }),
        print('now'),
        print('low'),
        print('later'),
      ],
      ['in 0 > now 0', 'in 1 > late 0', 'late 0 > low 0', 'in 2 > delay 0', 'delay 0 > later 0'],
    );
    await host.send('in', 'bang');
    assert.deepEqual(printed(host), ['now: bang', 'low: bang']);
    await host.advance(100);
    assert.deepEqual(printed(host).slice(2), ['later: bang']);
    await host.send('delay', 'bang');
    await host.send('delay', 'stop');
    await host.advance(1_000);
    assert.equal(printed(host).length, 3);
  });

  it('counts the inlets and outlets of a subpatcher from the left', async () => {
    const inner = {
      boxes: [
        { box: face('right-in', 'inlet', { patching_rect: [100, 0, 30, 30] }) },
        { box: face('left-in', 'inlet', { patching_rect: [0, 0, 30, 30] }) },
        { box: face('right-out', 'outlet', { patching_rect: [100, 90, 30, 30] }) },
        { box: face('left-out', 'outlet', { patching_rect: [0, 90, 30, 30] }) },
      ],
      lines: [
        { patchline: { source: ['left-in', 0], destination: ['right-out', 0] } },
        { patchline: { source: ['right-in', 0], destination: ['left-out', 0] } },
      ],
    };
    const host = bench(
      [object('p', 'p swap', { varname: 'p', patcher: inner }), print('left'), print('right')],
      ['p 0 > left 0', 'p 1 > right 0'],
    );
    await host.send('p', 'x');
    assert.deepEqual(printed(host), ['right: x']);
  });

  it('turns --- into a name of the device’s own in send and receive', async () => {
    const boxes = [object('s', 's ---bus', { varname: 's' }), object('r', 'r ---bus'), print('out')];
    const one = bench(boxes, ['r 0 > out 0']);
    const two = bench(boxes, ['r 0 > out 0'], [], { beside: one });
    await one.send('s', 'hello');
    assert.deepEqual([printed(one), printed(two)], [['out: hello'], []]);
  });

  it('reports a send that nothing receives', async () => {
    const host = bench([object('s', 's ---nobody', { varname: 's' })], []);
    await host.send('s', 1);
    assert.deepEqual(
      host.problems.map(({ kind }) => kind),
      ['unrouted'],
    );
  });

  it('cuts a symbol of 32,768 characters, and reports it', async () => {
    const host = bench(
      [object('in', 't l', { varname: 'in' }), object('len', 'prepend x')],
      ['in 0 > len 0'],
    );
    await host.send('in', 'a'.repeat(32_767));
    assert.deepEqual(host.problems, []);
    await host.send('in', 'a'.repeat(32_768));
    assert.deepEqual(
      host.problems.map(({ kind }) => kind),
      ['symbol'],
    );
  });

  it('complains about unknown objects, cords to nowhere and outlets that are not there', () => {
    const host = bench([object('x', 'nosuch 1'), object('t', 't b')], ['t 0 > gone 0', 't 1 > x 0']);
    assert.deepEqual(
      host.problems.map(({ kind, text }) => [kind, text.split(' (')[0]]),
      [
        ['patch', 'No such object'],
        ['patch', 'leads to a box that does not exist'],
        ['patch', 't b has 1 outlets'],
      ],
    );
  });

  it('stops a patch that feeds itself, as Max does with a stack overflow', async () => {
    const host = bench(
      [object('a', 't l', { varname: 'a' }), object('b', 't l')],
      ['a 0 > b 0', 'b 0 > a 0'],
    );
    await assert.rejects(host.send('a', 1), /Stack overflow/);
  });
});

describe('a control of the stand-in Live', () => {
  const dial = (more: Record<string, unknown> = {}) =>
    control('Density', 'live.dial', {
      parameter_longname: 'Density',
      parameter_type: 0,
      parameter_mmin: 0,
      parameter_mmax: 1,
      parameter_initial: [0.5],
      parameter_initial_enable: 1,
      ...more,
    });

  it('speaks once when the device loads, before loadbang, so that a device that acts on it is caught', () => {
    const host = bench(
      [object('load', 'loadbang'), dial(), print('out')],
      ['load 0 > out 0', 'Density 0 > out 0'],
    );
    assert.deepEqual(printed(host), ['out: 0.5', 'out: bang']);
  });

  it('clips to its range and is 32 bits wide, as in Live', async () => {
    const host = bench([dial()], []);
    await host.turn('Density', 7);
    assert.equal(host.parameter('Density'), 1);
    await host.turn('Density', 0.1);
    assert.equal(host.parameter('Density'), Math.fround(0.1));
  });

  it('keeps quiet on set, and counts what the patch writes into it but not what the player does', async () => {
    const host = bench([dial(), print('out')], ['Density 0 > out 0']);
    await host.turn('Density', 1);
    assert.deepEqual(host.parameterWrites, []);
    await host.send('Density', 'set', 0);
    assert.deepEqual(host.parameterWrites, [{ longName: 'Density', value: 0 }]);
    assert.deepEqual(printed(host), ['out: 0.5', 'out: 1']);
  });

  it('sends label and raw value to the right of the index, the left one last', async () => {
    const menu = control('Style', 'live.menu', {
      parameter_longname: 'Style',
      parameter_type: 2,
      parameter_enum: ['House', 'Deep House', 'Techno'],
      parameter_mmax: 2,
    });
    const host = bench(
      [menu, print('index'), print('label'), print('raw')],
      ['Style 0 > index 0', 'Style 1 > label 0', 'Style 2 > raw 0'],
    );
    await host.turn('Style', 'Deep House');
    assert.deepEqual(printed(host).slice(-3), ['raw: 0.5', 'label: Deep House', 'index: 1']);
  });

  it('says nothing at load when it is a button, and bangs when it is pressed', async () => {
    const button = control(
      'Go',
      'live.text',
      { parameter_longname: 'Go', parameter_type: 2, parameter_mmax: 1 },
      { mode: 0 },
    );
    const host = bench([button, print('out')], ['Go 0 > out 0']);
    assert.deepEqual(printed(host), []);
    await host.press('Go');
    await host.press('Go');
    assert.deepEqual(printed(host), ['out: bang', 'out: bang']);
  });

  it('complains about an int range beyond a byte, labels that do not fit and a name used twice', () => {
    const host = bench([dial({ parameter_type: 1, parameter_mmax: 1_000 }), { ...dial(), id: 'again' }], []);
    assert.deepEqual(
      host.problems.map(({ text }) => text),
      [
        'an int parameter spans at most 255, not 1000',
        'two parameters are named Density, so Live recalls only one',
      ],
    );
  });

  it('is not in the saved Set when it is hidden', async () => {
    const host = bench([dial({ parameter_invisible: 2 })], []);
    assert.deepEqual(await host.save(), { values: {} });
  });

  it('loses its restored value to loadmess, which is why that must not be used', () => {
    const host = bench([object('load', 'loadmess 0.9'), dial()], ['load 0 > Density 0'], [], {
      savedState: { values: { Density: 0.1 } },
    });
    assert.equal(host.parameter('Density'), Math.fround(0.9));
    assert.equal(host.parameterWrites.length, 1);
  });
});
