/**
 * What a piece of work takes of the processor, in ms. Unlike the time on the wall it does not grow when the machine is
 * busy with other things, so that a test may ask how much it is.
 */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
