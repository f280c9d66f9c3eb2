import { AppError } from "../../app-error.ts";
import { failureOf } from "./failure-as-data.ts";
import type { Asked, FromThread, ToThread } from "./messages.ts";

/** One run of a thread, from its start to its end. */
export interface LookingThread {
  post(message: ToThread): void;
  end(): void;
}

export interface ThreadEars {
  readonly onMessage: (message: FromThread) => void;
  /** It ended without being told to. */
  readonly onDeath: (error: unknown) => void;
}

/** Questions to a thread and their answers. */
export interface ThreadLine {
  /** Rejects with what the thread failed with, with the signal's reason, or where the thread dies meanwhile. */
  ask(asked: Asked, args: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  /** The same for a message that is no question. */
  send(id: number, message: ToThread): Promise<unknown>;
  nextId(): number;
  heard(message: Extract<FromThread, { kind: "answer" | "failure" }>): void;
  /** Whatever was under way has failed. */
  breakOff(): void;
}

/** `post`: false where there is no thread now. */
export function createThreadLine(post: (message: ToThread) => boolean): ThreadLine {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let count = 0;
  const nextId = () => {
    count += 1;
    return count;
  };

  async function send(id: number, message: ToThread): Promise<unknown> {
    const answer = Promise.withResolvers<unknown>();
    if (!post(message)) throw noThread();
    waiting.set(id, answer);
    return answer.promise;
  }

  return {
    nextId,
    send,
    ask: async (asked, args, signal) => {
      signal?.throwIfAborted();
      const id = nextId();
      const giveUp = () => {
        post({ kind: "abort", id });
        waiting.get(id)?.reject(signal?.reason);
        waiting.delete(id);
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      try {
        return await send(id, { kind: "ask", id, asked, args });
      } finally {
        signal?.removeEventListener("abort", giveUp);
      }
    },
    heard: (message) => {
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === "answer") answer?.resolve(message.value);
      else answer?.reject(failureOf(message.failure));
    },
    breakOff: () => {
      for (const { reject } of waiting.values()) {
        reject(noThread());
      }
      waiting.clear();
    },
  };
}

function noThread(): AppError {
  return new AppError("not_ready", "What looks at the mesh has failed, and starts anew.");
}
