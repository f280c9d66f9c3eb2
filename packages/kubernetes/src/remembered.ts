import { KubernetesError } from "./kubernetes-error.ts";

/** What was asked a moment ago is not asked again. */
export type Remembered<T> = (key: string, ask: () => Promise<T>) => Promise<T>;

const rememberedMs = 60_000;
const retriedMs = 3_000;

/**
 * Remembers answers for a minute; longer while the API server does not answer, as it will judge every write itself.
 * Rejects as `ask` does when nothing was ever answered, and when the API server says that somebody is not who they were.
 */
export function createRemembered<T>(now: () => number): Remembered<T> {
  const known = new Map<string, { readonly answer: Promise<T>; readonly until: number }>();
  return (key, ask) => {
    const held = known.get(key);
    if (held !== undefined && held.until > now()) return held.answer;
    const fresh = ask();
    const answer = held === undefined ? fresh : fresh.catch((error) => (isSilence(error) ? held.answer : fresh));
    known.set(key, { answer, until: now() + rememberedMs });
    fresh.catch((error: unknown) => {
      if (held !== undefined && isSilence(error)) known.set(key, { answer: held.answer, until: now() + retriedMs });
      else known.delete(key);
    });
    return answer;
  };
}

function isSilence(error: unknown): boolean {
  return error instanceof KubernetesError && error.code === "kubernetes_unavailable";
}
