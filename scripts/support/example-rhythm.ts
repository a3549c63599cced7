import { EXAMPLE_SETTINGS } from '../../src/amxd/preview/example';
import { firstStyle } from '../../src/device/controls/controls';
import { commandOf } from '../../src/device/controls/settings';
import { type GeneratedRhythm, loadEngine } from '../../src/engine/engine';
import { parseRequest } from '../../src/engine/request/request';
import { readModelFolder } from './read-model';

/** The rhythm that a model makes of the controls in the device's picture. @throws Error when the model does not load */
export async function exampleRhythm(modelFolder: string): Promise<GeneratedRhythm> {
  const engine = await loadEngine(await readModelFolder(modelFolder));
  const styles = engine.card.styles.map(({ name }) => name);
  const command = commandOf({ ...EXAMPLE_SETTINGS, style: firstStyle(styles) }, styles);
  const entries = Object.entries(command).filter(([name]) => name !== 'count');
  const rhythm = engine.generate(parseRequest(Object.fromEntries(entries), engine.card));
  engine.dispose();
  return rhythm;
}
