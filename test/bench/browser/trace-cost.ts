/** One complete event of a trace; times in µs, `tdur` of the thread's own clock. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What a page did while it was traced, in ms. CPU times do not grow with the load of the machine. */
export interface Cost {
  /** The longest stretch in which the page could not answer: on the clock, and of its own CPU. */
  readonly longestTask: number;
  readonly longestTaskCpu: number;
  /** CPU of all scripts that ran outside of frames: reading, comparing, telling cytoscape. */
  readonly scriptCpu: number;
  /** CPU of all frames: cytoscape's and the painters' drawing. */
  readonly framesCpu: number;
  readonly workersCpu: number;
}

export const tracedCategories = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];

export function costOf(trace: Buffer): Cost {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const threads = new Map(
    traceEvents.flatMap(({ name, pid, tid, args }) =>
      name === "thread_name" ? [[`${pid} ${tid}`, args?.name ?? ""] as const] : [],
    ),
  );
  const complete = traceEvents.filter(({ ph }) => ph === "X");
  const on = (thread: string) => complete.filter(({ pid, tid }) => threads.get(`${pid} ${tid}`)?.startsWith(thread));
  const page = on("CrRendererMain");
  const tasks = page.filter(({ name }) => name.endsWith("RunTask"));
  const frames = page.filter(({ name }) => name === "FireAnimationFrame");
  const scripts = page.filter(({ name }) => name === "FunctionCall" || name === "EvaluateScript");
  return {
    longestTask: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
    longestTaskCpu: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)),
    scriptCpu: cpuOf(outermost(scripts).filter((script) => !frames.some((frame) => holds(frame, script)))),
    framesCpu: cpuOf(frames),
    workersCpu: cpuOf(outermost(on("DedicatedWorker").filter(({ name }) => name.endsWith("RunTask")))),
  };
}

function cpuOf(events: readonly TraceEvent[]): number {
  return events.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
}

/** Events of several threads that lie in no other of theirs. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const ends = new Map<number, number>();
  return [...events]
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ tid, ts, dur = 0 }) => {
      if (ts < (ends.get(tid) ?? 0)) return false;
      ends.set(tid, ts + dur);
      return true;
    });
}

function holds(outer: TraceEvent, inner: TraceEvent): boolean {
  return outer.tid === inner.tid && inner.ts >= outer.ts && inner.ts < outer.ts + (outer.dur ?? 0);
}
