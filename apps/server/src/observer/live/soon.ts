/** Runs something once, a little after it was first asked for, however often it was asked for until then. */
export interface Soon {
  request(): void;
  cancel(): void;
}

export function createSoon(run: () => void, afterMs: number): Soon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    request: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        run();
      }, afterMs);
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
