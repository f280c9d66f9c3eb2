/** What a scenario does to the mesh at one moment. All ratios are 0..1. */
export interface MeshEffects {
  /** By `namespace/name`. */
  readonly workloads: ReadonlyMap<string, WorkloadEffect>;
  /** CPU time taken away from a Kubernetes node by its host, as a share of all its time. */
  readonly steal: ReadonlyMap<string, number>;
  /** Callers that no proxy stands beside. */
  readonly plaintextCallers: readonly { readonly host: string; readonly perSecond: number }[];
}

export interface WorkloadEffect {
  /** Times its own work takes longer. */
  readonly slowdown?: number;
  /** Requests that take this long instead. */
  readonly slow?: readonly { readonly share: number; readonly ms: number; readonly sigma: number }[];
  /** Connections that are refused. */
  readonly refused?: number;
  /** Requests it answers with 503. */
  readonly unavailable?: number;
}

export const NO_EFFECTS: MeshEffects = { workloads: new Map(), steal: new Map(), plaintextCallers: [] };
