import type { HealthStatus } from "@fyr/contract";
import { classNames } from "./class-names.ts";
import { healthWords } from "./health-text.ts";
import css from "./StatusIcon.module.css";

export type StatusShape = HealthStatus | "notice";

/** Health as a shape as well as a colour: octagon ×, triangle !, check, dotted ring. `label=""` when words stand beside it. */
export function StatusIcon({ status, size = 14, label }: { status: StatusShape; size?: number; label?: string }) {
  const words = label ?? (status === "notice" ? "Worth knowing" : healthWords[status]);
  return (
    <span className={classNames(css.icon, css[status])}>
      <svg aria-hidden="true" width={size} height={size} viewBox="0 0 16 16" fill="none">
        {shapes[status]}
      </svg>
      {words !== "" && <span className="visually-hidden">{words}</span>}
    </span>
  );
}

const shapes: Readonly<Record<StatusShape, React.ReactNode>> = {
  failing: (
    <>
      <path d="M5 .8h6L15.200 5v6L11 15.200H5L.8 11V5z" fill="currentColor" />
      <path d="m5.300 5.300 5.400 5.400m0-5.400-5.400 5.400" stroke="var(--s1)" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  degraded: (
    <>
      <path d="M8 1.200 15.400 14.600H.6z" fill="currentColor" />
      <path d="M8 6v4" stroke="var(--s1)" strokeWidth="1.8" strokeLinecap="round" />
      <circle cx="8" cy="12.300" r="1.050" fill="var(--s1)" />
    </>
  ),
  healthy: (
    <>
      <circle cx="8" cy="8" r="6.600" stroke="currentColor" strokeWidth="1.500" />
      <path d="m5 8.200 2.200 2.200L11.200 6" stroke="currentColor" strokeWidth="1.600" strokeLinecap="round" />
    </>
  ),
  unknown: <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="2" strokeDasharray="2 2.200" />,
  notice: (
    <>
      <circle cx="8" cy="8" r="6.600" stroke="currentColor" strokeWidth="1.400" />
      <path d="M8 7.400v3.800" stroke="currentColor" strokeWidth="1.600" strokeLinecap="round" />
      <circle cx="8" cy="4.900" r="1" fill="currentColor" />
    </>
  ),
};
