/** Lets a few go on in each turn of the event loop, so that whatever else is to be done is done in between. */
export interface Turns {
  /** Resolves when it is one's turn, in the order of asking. */
  take(): Promise<void>;
}

export function createTurns(perTurn: number): Turns {
  const waiting: (() => void)[] = [];

  function goOn(): void {
    for (const go of waiting.splice(0, perTurn)) go();
    if (waiting.length > 0) setImmediate(goOn);
  }

  return {
    take: () =>
      new Promise((resolve) => {
        if (waiting.push(resolve) === 1) setImmediate(goOn);
      }),
  };
}
