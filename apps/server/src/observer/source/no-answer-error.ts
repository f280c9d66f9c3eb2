import { AppError } from "../../app-error.ts";

/** Nobody answered in time; what the source last said is still what is known. */
export class NoAnswerError extends AppError {
  constructor(seconds: number) {
    super("prometheus_unavailable", `Prometheus did not answer within ${seconds} s.`);
    this.name = "NoAnswerError";
  }
}
