/** What a scenario does to the mesh at one moment. All ratios are 0..1. */
export interface MeshEffects {
  /** By `namespace/name`. */
  readonly workloads: ReadonlyMap<string, WorkloadEffect>;
  /** What happens to single pods, besides what happens to their workload. By name. */
  readonly pods: ReadonlyMap<string, PodEffect>;
  /** CPU time taken away from a Kubernetes node by its host, as a share of all its time. */
  readonly steal: ReadonlyMap<string, number>;
  /** Callers that no proxy stands beside. */
  readonly plaintextCallers: readonly { readonly host: string; readonly perSecond: number }[];
  /** Times as many requests come in from outside. */
  readonly entering: number;
}

/** What a pod does worse than usual. */
export interface PodEffect {
  /** Times its own work takes longer. */
  readonly slowdown?: number;
  /** Requests that take this long instead. */
  readonly slow?: readonly { readonly share: number; readonly ms: number; readonly sigma: number }[];
  /** Requests it answers with 500. */
  readonly failing?: number;
  /** Requests it answers with 503. */
  readonly unavailable?: number;
  /** How much of the memory it may have is in use, instead of what its traffic takes. */
  readonly memory?: number;
}

export interface WorkloadEffect extends PodEffect {
  /** Connections that are refused … */
  readonly refused?: number;
  /** … after so many ms (3): longer where nobody answers at all. */
  readonly refusedAfterMs?: number;
}

export const NO_EFFECTS: MeshEffects = {
  workloads: new Map(),
  pods: new Map(),
  steal: new Map(),
  plaintextCallers: [],
  entering: 1,
};

/** Both at once: what takes longer takes longer by both, and what fails for either reason fails. */
export function together(one: MeshEffects, other: MeshEffects): MeshEffects {
  return {
    workloads: merged(one.workloads, other.workloads, bothEffects),
    pods: merged(one.pods, other.pods, bothEffects),
    steal: merged(one.steal, other.steal, (a, b) => Math.max(a, b)),
    plaintextCallers: [...one.plaintextCallers, ...other.plaintextCallers],
    entering: one.entering * other.entering,
  };
}

export function bothEffects<T extends WorkloadEffect>(one: T, other: T): T {
  const most = Math.max(one.refusedAfterMs ?? 0, other.refusedAfterMs ?? 0);
  return {
    ...one,
    slowdown: (one.slowdown ?? 1) * (other.slowdown ?? 1),
    slow: [...(one.slow ?? []), ...(other.slow ?? [])],
    failing: Math.min(1, (one.failing ?? 0) + (other.failing ?? 0)),
    unavailable: Math.min(1, (one.unavailable ?? 0) + (other.unavailable ?? 0)),
    refused: Math.min(1, (one.refused ?? 0) + (other.refused ?? 0)),
    ...(most > 0 && { refusedAfterMs: most }),
  };
}

function merged<T>(one: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>, both: (a: T, b: T) => T) {
  const all = new Map(one);
  for (const [key, value] of other) {
    const before = all.get(key);
    all.set(key, before === undefined ? value : both(before, value));
  }
  return all;
}
