/** Why traces could not be read, in a sentence for people. */
export class TracingError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "TracingError";
  }
}
