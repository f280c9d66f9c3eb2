import type { Me } from "@fyr/contract";
import type { CallerCluster, Cluster } from "@fyr/kubernetes";
import fp from "fastify-plugin";
import type { Visible } from "../visibility/visible.ts";

interface Options {
  /** Absent with --no-cluster. */
  readonly cluster: Pick<Cluster, "own"> | undefined;
}

const nobody: Me = { user: "nobody", groups: [], via: "none" };

/** Who asks, where nobody signs in: everybody is Fyr's own account. */
export const callers = fp<Options>(
  async (app, { cluster }) => {
    app.decorateRequest("caller", undefined);
    app.decorateRequest("whoAmI");
    app.decorateRequest("visible");
    app.decorateRequest("until", undefined);
    app.addHook("onRequest", async (request) => {
      request.caller = cluster?.own;
      request.whoAmI = async () => (await cluster?.own.whoAmI()) ?? nobody;
      request.visible = async () => "all";
    });
  },
  { name: "callers" },
);

declare module "fastify" {
  interface FastifyRequest {
    /** The cluster as the one who asks. Absent with --no-cluster. */
    caller: CallerCluster | undefined;
    whoAmI(): Promise<Me>;
    /** What they may see, asked anew as often as access is. */
    visible(): Promise<Visible>;
    /** When they are signed out at the latest, Unix seconds. */
    until: number | undefined;
  }
  interface FastifyContextConfig {
    /** Answered also to those who have not signed in: it tells nothing of the mesh. */
    openToStrangers?: true;
    /** What a request that is no GET changes. Absent: the cluster. */
    changes?: "nothing" | "session";
  }
}
