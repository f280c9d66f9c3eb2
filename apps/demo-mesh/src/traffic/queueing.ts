/** Beyond this the queue would grow without end; real servers then shed or time out. */
const BUSIEST = 0.97;

/**
 * How many times longer a request takes than at no load, on `servers` that are `utilisation` busy: 1 plus the waiting
 * of M/M/c by Sakasegawa's approximation, ρ^(√(2(c+1))−1) / (c(1−ρ)).
 */
export function slowdownByQueueing(utilisation: number, servers: number): number {
  const busy = Math.min(BUSIEST, Math.max(0, utilisation));
  return 1 + busy ** (Math.sqrt(2 * (servers + 1)) - 1) / (servers * (1 - busy));
}

/**
 * The share of requests that find all `limit` places taken when `concurrent` are wanted on average
 * (Erlang's loss formula, by its recursion).
 */
export function shareTurnedAway(concurrent: number, limit: number): number {
  if (limit <= 0) return 1;
  if (concurrent < limit / 5) return 0;
  let blocked = 1;
  for (let place = 1; place <= limit; place += 1) blocked = (concurrent * blocked) / (place + concurrent * blocked);
  return blocked;
}
