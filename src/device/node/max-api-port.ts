// Node for Max itself as a MaxPort. `max-api` exists only inside Max, so only entries import this file:
// main.ts and the bench's programs.

import maxApi from 'max-api';
import type { MaxPort } from './max-port';

type MutableDictionary = Parameters<typeof maxApi.setDict>[1];

export const maxApiPort: MaxPort = {
  addHandler: (selector, handler) => {
    maxApi.addHandler(selector, handler);
  },
  outlet: (...atoms) => maxApi.outlet(...atoms),
  getDict: (name) => maxApi.getDict(name),
  // max-api's types ask for mutable lists, so it gets a copy.
  setDict: (name, content) => maxApi.setDict(name, structuredClone(content) as MutableDictionary),
};
