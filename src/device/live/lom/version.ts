// Which Live this is: for the Report, and for what only later versions tell. Used by pages/report.ts and by
// drum-rack-pads.ts.

import { answerOf, application } from './object';

/** Live's version, such as 12.4.6; undefined where Live does not tell. */
export function liveVersion(): string | undefined {
  const version = answerOf(application(), 'get_version_string');
  return typeof version === 'string' ? version : undefined;
}

/** Whether Live is at least of a version. Asking for what an older one lacks writes a line into Max's console. */
export function isLiveAtLeast(major: number, minor: number): boolean {
  const ours = [versionPart('get_major_version'), versionPart('get_minor_version')] as const;
  return ours[0] > major || (ours[0] === major && ours[1] >= minor);
}

function versionPart(method: 'get_major_version' | 'get_minor_version'): number {
  return Number(answerOf(application(), method)) || 0;
}
