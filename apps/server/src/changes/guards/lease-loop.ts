import type { Lease, MeshObjects } from "@fyr/kubernetes";

/** Something that one replica does for all: whoever holds the Lease. */
export interface LeaseJob {
  readonly name: string;
  /** Is there something to do? Asked every few seconds of every replica: answers from the objects alone. */
  hasWork(objects: MeshObjects): boolean;
  /**
   * One pass over what there is to do. It may be killed after any of its steps: what was begun is found again on the
   * objects, by this replica or another. The signal ends it before another may begin.
   */
  pass(objects: MeshObjects, signal: AbortSignal): Promise<void>;
}

/** What the holder tells the other replicas through the Lease. */
interface LeaseNotes {
  write(): string;
  read(text: string): void;
}

interface LeaseLoopParts {
  readonly lease: Lease;
  readonly objects: (signal: AbortSignal) => Promise<MeshObjects>;
  readonly jobs: readonly LeaseJob[];
  readonly notes: LeaseNotes;
  /** Told the objects at every turn, whoever holds the Lease. */
  readonly onLook: (objects: MeshObjects) => void;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly everyMs: number;
  readonly onMishap: (error: unknown, doing: string) => void;
}

export interface LeaseLoop {
  /** Looks now instead of at the next turn. */
  soon(): void;
  /** Resolves when the Lease is free for another. */
  close(): Promise<void>;
}

/** After a turn that failed there is less hurry. */
const slowerWhileFailing = 4;

/** Does the jobs while this replica holds the Lease. Without work nobody asks for it, and nothing is sent. */
export function startLeaseLoop(parts: LeaseLoopParts): LeaseLoop {
  const { lease, wait, everyMs, onMishap } = parts;
  const end = new AbortController();
  let nudge = new AbortController();

  async function run(): Promise<void> {
    let pauseMs = everyMs;
    while (!end.signal.aborted) {
      nudge = new AbortController();
      try {
        await turn(parts, end.signal);
        pauseMs = everyMs;
      } catch (error) {
        if (end.signal.aborted) break;
        if (pauseMs === everyMs) onMishap(error, "looking after guards");
        pauseMs = slowerWhileFailing * everyMs;
      }
      await wait(pauseMs, AbortSignal.any([end.signal, nudge.signal]));
    }
    await lease.release(AbortSignal.timeout(2_000)).catch((error: unknown) => onMishap(error, "releasing the Lease"));
  }

  const running = run();
  return {
    soon: () => nudge.abort(),
    close: () => {
      end.abort();
      return running;
    },
  };
}

async function turn({ lease, objects, jobs, notes, onLook }: LeaseLoopParts, signal: AbortSignal): Promise<void> {
  const seen = await objects(signal);
  onLook(seen);
  const toDo = jobs.filter((job) => job.hasWork(seen));
  if (toDo.length === 0) return lease.release(signal);
  const look = await lease.hold(notes.write(), signal);
  if (!look.isHeld) {
    if (look.notes !== undefined) notes.read(look.notes);
    return;
  }
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(Math.floor(lease.remainingMs()))]);
  // One that fails takes nothing from the others.
  const outcomes = await Promise.allSettled(toDo.map((job) => job.pass(seen, inTime)));
  onLook(await objects(signal));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined && !inTime.aborted) throw failed.reason;
}
