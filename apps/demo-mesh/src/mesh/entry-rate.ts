const DAY = 86_400;

/**
 * Requests per second from outside at a moment (Unix seconds): a gentle wave over the day, highest in the
 * afternoon, and two slow swells that keep a chart of minutes from being a straight line.
 */
export function entryRate(averagePerSecond: number, moment: number): number {
  const day = 0.1 * Math.sin((2 * Math.PI * (moment - DAY * 0.375)) / DAY);
  const swells = 0.02 * Math.sin((2 * Math.PI * moment) / 1021) + 0.012 * Math.sin((2 * Math.PI * moment) / 317);
  return averagePerSecond * (1 + day + swells);
}
