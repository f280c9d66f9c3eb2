const rounds = 15;

/** CPU of this thread in ms: the best of many, for that is what others on the machine disturb least, and the first. */
export async function cpuCost(run: () => unknown): Promise<{ best: number; first: number }> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.threadCpuUsage();
    await run();
    const { user, system } = process.threadCpuUsage(before);
    times.push((user + system) / 1000);
  }
  return { best: Number(Math.min(...times).toFixed(1)), first: Number((times[0] ?? 0).toFixed(1)) };
}
