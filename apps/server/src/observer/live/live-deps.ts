import type { HeldHour } from "../held/held-hour.ts";
import type { KeepUp } from "../held/keep-up.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import type { UsualNumbers } from "./usual-numbers.ts";

/** What all live windows share: how things usually are, and the last hour of what one of them measures. */
export interface LiveDeps extends ObserverDeps {
  readonly usual: UsualNumbers;
  readonly held: HeldHour;
  /** Of the window that is measured for the others: keeps what its looks bring. */
  readonly keepUp?: KeepUp;
  /** Of the others: what they are answered from goes on being measured. */
  readonly keepMeasuring?: () => void;
}
