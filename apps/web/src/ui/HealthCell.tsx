import type { HealthStatus } from "@fyr/contract";
import { healthWords } from "./health-text.ts";
import { StatusIcon } from "./StatusIcon.tsx";

/** `basis`: what the verdict stands on; aloud where there is no verdict. */
export function HealthCell({ status, basis }: { status: HealthStatus; basis: string }) {
  return (
    <span title={`${healthWords[status]}: ${basis}`}>
      <StatusIcon status={status} size={12} label="" /> {healthWords[status]}
      {status === "unknown" && <span className="visually-hidden">: {basis}</span>}
    </span>
  );
}
