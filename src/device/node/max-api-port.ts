/** Node for Max itself as the programs see it. `max-api` exists only inside Max, so only their entries import this. */
import maxApi from 'max-api';
import type { MaxPort } from './max-port';

type MutableDictionary = Parameters<typeof maxApi.setDict>[1];

export const maxApiPort: MaxPort = {
  addHandler: (selector, handler) => {
    maxApi.addHandler(selector, handler);
  },
  outlet: (...atoms) => maxApi.outlet(...atoms),
  getDict: (name) => maxApi.getDict(name),
  // max-api's types ask for lists that may be written to, so it gets a copy.
  setDict: (name, content) => maxApi.setDict(name, structuredClone(content) as MutableDictionary),
};
