import type { Edit } from './edit';

/** A fault of the device that the tests have to notice, under the name it was first planted by. */
export interface Fault {
  readonly id: string;
  /** What is wrong with the device, in one sentence. */
  readonly sentence: string;
  readonly edits: readonly Edit[];
}

/** A fault whose code is gone: there is nothing left to plant it in. */
export interface DeletedFault {
  readonly id: string;
  readonly sentence: string;
  /** Why the code went. */
  readonly deletedBecause: string;
}

export type NamedFault = Fault | DeletedFault;

export function isDeleted(fault: NamedFault): fault is DeletedFault {
  return 'deletedBecause' in fault;
}
