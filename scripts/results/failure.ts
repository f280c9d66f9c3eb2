/** One thing that failed, in the words of the program that found it. */
export interface Failure {
  readonly name: string;
  /** From the root of the repository. */
  readonly file?: string;
  /** A few lines. Empty where the program tells of the failure only in what it prints. */
  readonly error: string;
}

/** A paragraph for each failure: what and where, then the error. */
export function failuresInWords(failures: readonly Failure[]): string {
  return failures
    .map(({ name, file, error }) => {
      const title = file === undefined ? `✗ ${name}` : `✗ ${name} (${file})`;
      return [title, ...error.split("\n").filter((line) => line !== "")].join("\n    ");
    })
    .join("\n\n");
}
