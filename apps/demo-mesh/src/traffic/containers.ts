import type { ClusterObject } from "./cluster-view.ts";

/** A container as the kubelet runs it. */
export interface RunningContainer {
  readonly name: string;
  /** Unix seconds. */
  readonly startedAt: number;
  /** How often it was killed for its memory, as far as its status tells. */
  readonly oomKills: number;
  /** Cores and bytes it may use; absent is any number. */
  readonly cpuLimit?: number;
  readonly memoryLimit?: number;
}

interface PodFields {
  readonly spec?: {
    readonly containers?: readonly {
      readonly name: string;
      readonly resources?: { readonly limits?: { readonly cpu?: string; readonly memory?: string } };
    }[];
  };
  readonly status?: {
    readonly containerStatuses?: readonly {
      readonly name: string;
      readonly restartCount?: number;
      readonly state?: { readonly running?: { readonly startedAt?: string } };
      readonly lastState?: { readonly terminated?: { readonly reason?: string } };
    }[];
  };
}

export function containersOf(pod: ClusterObject): readonly RunningContainer[] {
  const { spec, status } = pod as PodFields;
  return (spec?.containers ?? []).map(({ name, resources }) => {
    const told = status?.containerStatuses?.find((one) => one.name === name);
    const { cpu, memory } = resources?.limits ?? {};
    return {
      name,
      startedAt: Date.parse(told?.state?.running?.startedAt ?? "") / 1000 || 0,
      oomKills: told?.lastState?.terminated?.reason === "OOMKilled" ? (told.restartCount ?? 1) : 0,
      ...(cpu !== undefined && { cpuLimit: quantity(cpu) }),
      ...(memory !== undefined && { memoryLimit: quantity(memory) }),
    };
  });
}

// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  m: 0.001,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
};

/** `500m` is 0.5, `384Mi` is 402653184. */
function quantity(text: string): number {
  const [, amount = "0", unit = ""] = /^([\d.]+)([a-zA-Z]*)$/.exec(text) ?? [];
  return Number(amount) * (UNITS[unit] ?? 1);
}
