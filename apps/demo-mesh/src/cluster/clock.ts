/** The cluster's own time, which stands elsewhere while its past is lived through. Milliseconds since 1970. */
export interface ClusterClock {
  readonly now: () => number;
  /** What is done meanwhile is done at that moment. */
  at(moment: number, act: () => void): void;
}

export function createClusterClock(now: () => number): ClusterClock {
  let moment: number | undefined;
  return {
    now: () => moment ?? now(),
    at(other, act) {
      const before = moment;
      moment = other;
      try {
        act();
      } finally {
        moment = before;
      }
    },
  };
}
