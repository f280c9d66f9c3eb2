export interface LatestWins<Wish> {
  /** What is wanted now; what was wanted before and not begun is forgotten. */
  want(wish: Wish): void;
  /** Nothing is wanted any more. What is under way is not told. */
  drop(): void;
}

/**
 * Fetches what is wanted, one at a time, `restMs` apart: however often the wish changes, nothing piles up, and what
 * comes is never far behind.
 */
export function createLatestWins<Wish>(fetch: (wish: Wish) => Promise<void>, restMs: number): LatestWins<Wish> {
  let wish: { readonly of: Wish } | undefined;
  let isBusy = false;

  async function serve(): Promise<void> {
    isBusy = true;
    while (wish !== undefined) {
      const { of } = wish;
      wish = undefined;
      await fetch(of);
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    isBusy = false;
  }

  return {
    want: (of) => {
      wish = { of };
      if (!isBusy) void serve();
    },
    drop: () => {
      wish = undefined;
    },
  };
}
