// The controls of the Model page: which model plays. Collected in controls.ts.

import type { Control } from './control';
import { button } from './kinds';

/** The menu's name for the model frozen into the device. */
export const BUILT_IN = 'Built-in';

export const MODEL_CONTROLS = [
  {
    id: 'model',
    longName: 'Model',
    shortName: 'Model',
    kind: 'menu',
    unit: 'none',
    range: [0, 0],
    labels: [BUILT_IN],
    initial: 0,
    storage: 'hidden',
    page: 'Model',
    infoTitle: 'Model',
    info: 'The model that makes the rhythms: the built-in one, or one from a folder you have added.',
  },
  {
    ...button,
    id: 'loadModel',
    longName: 'Load Model',
    shortName: 'Add',
    labels: ['Add…'],
    page: 'Model',
    infoTitle: 'Add a model',
    info: 'Adds a model you have trained to the menu and uses it: choose the folder with model.json, weights.bin and card.json.',
  },
  {
    ...button,
    id: 'restart',
    longName: 'Restart Model',
    shortName: 'Restart',
    labels: ['Restart'],
    page: 'Model',
    infoTitle: 'Restart',
    info: 'Restarts the program that runs the model.',
  },
  {
    ...button,
    id: 'report',
    longName: 'Report',
    shortName: 'Report',
    labels: ['Report'],
    page: 'Model',
    infoTitle: 'Report',
    info: 'Copies one line with the versions of the device, Live, Max and Node and the last ten messages, without names or folders. Send it with a question, or to say that it works.',
  },
] as const satisfies readonly (Control & { readonly page: 'Model' })[];
