import { type Lease, routesIn } from "@fyr/kubernetes";
import { type Board, createBoard } from "./board.ts";
import { createGuards, type Guards } from "./create-guards.ts";
import { createShifts, type ShiftParts, type Shifts } from "./create-shifts.ts";
import { createEndNotes } from "./end-notes.ts";
import { createGuardJob } from "./guard-job.ts";
import { type LeaseJob, type LeaseLoop, startLeaseLoop } from "./lease-loop.ts";
import { lessOften } from "./less-often.ts";
import { createLookAfter } from "./look-after.ts";

/** Guards and shifts: what people do with them, and what one replica does for all. */
export interface Guarding {
  readonly guards: Guards;
  readonly shifts: Shifts;
  readonly subscribe: Board["subscribe"];
  /** Begins to look after them while the Lease is held, and does these other jobs along with it. */
  lookAfter(parts: LookAfterParts): LeaseLoop;
}

interface LookAfterParts {
  readonly lease: Lease;
  readonly jobs: readonly LeaseJob[];
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly everyMs: number;
}

export function createGuarding(given: ShiftParts): Guarding {
  const { cluster, now } = given;
  const onMishap = lessOften(given.onMishap, now);
  const parts = { ...given, onMishap };
  const board = createBoard();
  return {
    guards: createGuards(parts, board),
    shifts: createShifts(parts, board),
    subscribe: board.subscribe,
    lookAfter: ({ lease, jobs, wait, everyMs }) =>
      startLeaseLoop({
        lease,
        wait,
        everyMs,
        onMishap,
        objects: cluster.objects,
        notes: board.notes,
        onLook: (objects) => board.look(routesIn(objects)),
        jobs: [createGuardJob(createLookAfter(parts, board), now, onMishap), createEndNotes(cluster.own, now), ...jobs],
      }),
  };
}
