// Live itself. pages/report.ts asks for its version.

import { application, callOf } from './object';

/** Live's version, such as 12.4.6; undefined where Live does not tell. */
export function liveVersion(): string | undefined {
  const answer = callOf(application(), 'get_version_string');
  const single: unknown = Array.isArray(answer) ? answer[0] : answer;
  return typeof single === 'string' ? single : undefined;
}
