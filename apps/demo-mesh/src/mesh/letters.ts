import { streamOf, uniform } from "./chance.ts";

// The letters Kubernetes uses for generated names: no vowels, nothing that looks alike.
const SAFE_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

export function randomLetters(seed: number, name: string, count: number): string {
  const stream = streamOf(name);
  return Array.from({ length: count }, (_, place) => {
    const at = Math.floor(uniform(seed, stream, place + 1) * SAFE_LETTERS.length);
    return SAFE_LETTERS[at] ?? "b";
  }).join("");
}
