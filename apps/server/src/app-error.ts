import type { Problem, ProblemCode } from "@fyr/contract";

type Extra = Pick<Problem, "theirs" | "plan" | "object" | "editPlan" | "confirmations">;

interface AppErrorDetails {
  /** The field at fault: `windowSeconds`, `weights[1].weight`. */
  readonly field?: string;
  readonly cause?: unknown;
  /** What the caller needs to go on: the object as it is now, the plan with its blocking checks. */
  readonly extra?: Extra;
}

/** A failure with a code for programs and one sentence for people. `plugins/errors.ts` turns it into HTTP. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly field: string | undefined;
  readonly extra: Extra;

  constructor(code: ProblemCode, message: string, details: AppErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.field = details.field;
    this.extra = details.extra ?? {};
  }
}
