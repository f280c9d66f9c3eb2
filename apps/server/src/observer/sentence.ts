/** What a failure says to people. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : "It failed without saying why.";
}
