import { exampleContents, PICTURES } from '../../src/amxd/preview/example';
import { drawDevice } from '../../src/amxd/preview/picture';
import { recordMgraphics } from '../../src/amxd/preview/recorder';
import { buildPatcher } from '../../src/amxd/patcher/patcher';
import { patternOf } from '../support/patterns';
import { assertExpected, HOW_TO_REWRITE } from './support/expected';
import { patcherText } from './support/patcher-text';
import { everyFace, FACES_SHOWN } from './support/every-face';
import { GRID_VIEWS, PAD_VIEWS } from './support/display-views';
import { buildTestPatcher } from './support/stub-device';
import { paintGrid } from '../../src/device/display/grid/paint';
import { paintPad } from '../../src/device/display/morph-pad/paint';

/**
 * What the sources make, set down for people to read: a box, cord, attribute or constant that changes shows here, and in
 * the difference that is committed.
 */
describe('the committed description', () => {
  it('of the patcher names every box, attribute and cord', () => {
    assertExpected('patcher.txt', `# ${HOW_TO_REWRITE}\n\n${patcherText(buildTestPatcher())}`);
  });

  it('of a picture shows every kind of face, with the frame around them', () => {
    const faces = everyFace();
    const patcher = buildPatcher({
      kind: 'midiEffect',
      width: 300,
      boxes: faces,
      cords: [],
      banks: [],
    }).patcher;
    assertExpected('picture.svg', drawDevice(patcher, FACES_SHOWN));
  });

  it('of the example in the pictures shows the kit, the takes, the values and the status', () => {
    const pattern = patternOf({
      kick: 'x...x...x...x...x...x...x...x...',
      clap: '....x.......x.......x.......x...',
    });
    const example = exampleContents({ style: 'house', pattern, originality: { nearestDistance: 9 } });
    assertExpected('example.txt', `${JSON.stringify({ example, PICTURES }, null, 1)}\n`);
  });

  it('of the grid and the morph pad shows each state of a row, a hit, a take and a corner', () => {
    const drawn = (
      views: object,
      paint: (name: string, g: Mgraphics) => void,
      size: readonly [number, number],
    ) =>
      Object.keys(views).flatMap((name) => {
        const recorder = recordMgraphics(...size);
        paint(name, recorder.mgraphics);
        return [`<!-- ${name} -->`, ...recorder.elements()];
      });
    const grids = drawn(
      GRID_VIEWS,
      (name, g) => {
        paintGrid(g, GRID_VIEWS[name]!, [424, 122]);
      },
      [424, 122],
    );
    const pads = drawn(
      PAD_VIEWS,
      (name, g) => {
        paintPad(g, PAD_VIEWS[name]!, [99, 99]);
      },
      [99, 99],
    );
    assertExpected('displays.txt', [...grids, ...pads, ''].join('\n'));
  });
});
