import type { ObjectFactory } from '../box';
import { CONTROL_OBJECTS } from './control';
import { LIST_OBJECTS } from './lists';
import { NUMBER_OBJECTS } from './numbers';
import { PARAMETER_OBJECTS } from './parameters';
import { PATCHER_OBJECTS } from './patchers';
import { ROUTING_OBJECTS } from './routing';
import { SCRIPT_OBJECTS } from './scripts';
import { SHOWN_OBJECTS } from './shown';
import { STORED_OBJECTS } from './stored';
import { TIMING_OBJECTS } from './timing';

/** How to make the object of that name, or undefined when Max has none (or the stand-in does not play it). */
export function factoryOf(name: string): ObjectFactory | undefined {
  return FACTORIES.get(name);
}

const FACTORIES: ReadonlyMap<string, ObjectFactory> = new Map(
  [
    CONTROL_OBJECTS,
    LIST_OBJECTS,
    NUMBER_OBJECTS,
    PARAMETER_OBJECTS,
    PATCHER_OBJECTS,
    ROUTING_OBJECTS,
    SCRIPT_OBJECTS,
    SHOWN_OBJECTS,
    STORED_OBJECTS,
    TIMING_OBJECTS,
  ].flatMap((table) => Object.entries(table)),
);
