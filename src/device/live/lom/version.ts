// Which Live this is, for what only later versions tell. Used by the rest of lom/.

import { application, callOf } from './object';

/** Whether Live is at least of a version. Asking for what an older one lacks writes a line into Max's console. */
export function isLiveAtLeast(major: number, minor: number): boolean {
  const ours = [versionPart('get_major_version'), versionPart('get_minor_version')] as const;
  return ours[0] > major || (ours[0] === major && ours[1] >= minor);
}

function versionPart(method: 'get_major_version' | 'get_minor_version'): number {
  const answer = callOf(application(), method);
  return Number(Array.isArray(answer) ? answer[0] : answer) || 0;
}
