import type { Topology } from "@fyr/contract";
import type { Picture } from "@fyr/topology";
import type { MomentQuery } from "../moment-query.ts";
import type { LiveWindow } from "./live-window.ts";

/** The live picture at other grains and in other scopes, cut once for all who ask for the same. */
export interface LiveCuts {
  /** `live`: the whole, its sources as of now. Revision 0 for a cut of it. */
  of(window: LiveWindow, live: Topology, query: MomentQuery): Topology | undefined;
  /** With what it was measured by. */
  picture(window: LiveWindow, query: MomentQuery): Picture | undefined;
}

export function createLiveCuts(): LiveCuts {
  /** Each whole is held until it is looked at again, its cuts with it. */
  const cuts = new WeakMap<Picture, Map<string, Picture | undefined>>();

  function picture(window: LiveWindow, query: MomentQuery): Picture | undefined {
    const whole = window.picture("workload", []);
    if (whole === undefined || isWhole(query)) return whole;
    const { grain = "workload", namespaces = [], serviceNodes = false } = query;
    const known = cuts.get(whole) ?? new Map<string, Picture | undefined>();
    cuts.set(whole, known);
    const key = [grain, serviceNodes, ...namespaces].join("|");
    if (!known.has(key)) known.set(key, window.picture(grain, namespaces, serviceNodes));
    return known.get(key);
  }

  return {
    picture,
    of: (window, live, query) => {
      if (isWhole(query)) return live;
      const cut = picture(window, query);
      return cut && { ...cut.topology, sources: live.sources, revision: 0 };
    },
  };
}

function isWhole({ grain = "workload", namespaces = [], serviceNodes = false }: MomentQuery): boolean {
  return grain === "workload" && namespaces.length === 0 && !serviceNodes;
}
