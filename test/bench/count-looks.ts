import { eventsAt, type StreamEvent } from "./stream-events.ts";

/** A viewer who counts the looks of a server. */
export interface LookCounter {
  /** Resolves with the picture of the so many-th look from now. */
  after(looks: number): Promise<void>;
  close(): void;
}

export function countLooks(url: string): LookCounter {
  const leave = new AbortController();
  let seen = 0;
  let waiting: { readonly until: number; readonly go: () => void }[] = [];

  async function watch(): Promise<never> {
    let moment: string | undefined;
    for await (const event of eventsAt(url, leave.signal)) {
      const next = momentOf(event);
      // What is slower than rates comes with a picture of the same moment.
      if (next === undefined || next === moment) continue;
      moment = next;
      seen += 1;
      for (const { until, go } of waiting) if (until <= seen) go();
      waiting = waiting.filter(({ until }) => until > seen);
    }
    throw new Error("The stream ended.");
  }

  const watching = watch();
  return {
    after: async (looks) => {
      const come = new Promise<void>((go) => waiting.push({ until: seen + looks, go }));
      await Promise.race([come, watching]);
    },
    close: () => {
      watching.catch(() => undefined);
      leave.abort();
    },
  };
}

/** The moment of the picture it leads to. */
function momentOf({ name, text }: StreamEvent): string | undefined {
  if (name !== "snapshot" && name !== "diff") return undefined;
  return JSON.parse(text.slice(text.indexOf("data: ") + "data: ".length)).at;
}
