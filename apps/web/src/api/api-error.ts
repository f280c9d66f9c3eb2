import type { Problem, ProblemCode } from "@fyr/contract";

/** `unreachable`: no answer at all. `unreadable`: an answer that is not Fyr's, for example from a proxy between. */
export type ApiErrorCode = ProblemCode | "unreachable" | "unreadable";

/** Why a call to the server failed. `problem` is there when the server said it itself. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly problem: Problem | undefined;

  constructor(code: ApiErrorCode, message: string, options?: { problem?: Problem; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.problem = options?.problem;
  }
}
