import type { AppProtocol } from "../mesh/mesh-spec.ts";

/** Requests or connections of one caller for one host, as far as rules can tell them apart. */
export interface Asked {
  /** Name in full. */
  readonly host: string;
  readonly protocol: AppProtocol;
  readonly caller: Caller;
  /** Absent: any mixture of paths. */
  readonly path?: string;
}

export interface Caller {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Whether an object of `namespace` with this `exportTo` is there for a caller. */
export function isVisible(exportTo: readonly string[] | undefined, namespace: string, caller: Caller): boolean {
  if (!exportTo || exportTo.length === 0) return true;
  return exportTo.some((to) => to === "*" || to === caller.namespace || (to === "." && namespace === caller.namespace));
}
