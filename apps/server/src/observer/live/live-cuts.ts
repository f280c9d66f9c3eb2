import type { Topology } from "@fyr/contract";
import type { Picture } from "@fyr/topology";
import type { MomentQuery } from "../observer.ts";
import type { LiveWindow } from "./live-window.ts";

/** The live picture at other grains and in other scopes, cut once for all who ask for the same. */
export interface LiveCuts {
  /** `live`: the whole, its sources as of now. Revision 0 for a cut of it. */
  of(window: LiveWindow, live: Topology, query: MomentQuery): Topology | undefined;
}

export function createLiveCuts(): LiveCuts {
  /** Each whole is held until it is looked at again, its cuts with it. */
  const cuts = new WeakMap<Picture, Map<string, Picture | undefined>>();
  return {
    of: (window, live, { grain = "workload", namespaces = [], serviceNodes = false }) => {
      if (grain === "workload" && namespaces.length === 0 && !serviceNodes) return live;
      const whole = window.picture("workload", []);
      if (whole === undefined) return undefined;
      const known = cuts.get(whole) ?? new Map<string, Picture | undefined>();
      cuts.set(whole, known);
      const key = [grain, serviceNodes, ...namespaces].join("|");
      if (!known.has(key)) known.set(key, window.picture(grain, namespaces, serviceNodes));
      const cut = known.get(key);
      return cut && { ...cut.topology, sources: live.sources, revision: 0 };
    },
  };
}
