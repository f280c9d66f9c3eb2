import type { RouteRef, TrafficRoute } from "@fyr/contract";
import { KubernetesError } from "@fyr/kubernetes";
import type { KubernetesObject } from "@fyr/routing";
import { AppError } from "../app-error.ts";
import type { ChangesDependencies } from "./dependencies.ts";
import { describeRoute } from "./describe-route.ts";

/** Routes as people are shown them. */
export interface RouteViews {
  describe(objects: readonly KubernetesObject[], signal: AbortSignal): Promise<TrafficRoute[]>;
  /** A conflict that shows the route as it is now. */
  conflict(route: RouteRef, message: string, signal: AbortSignal): Promise<AppError>;
}

export function createRouteViews({ cluster, observer }: Pick<ChangesDependencies, "cluster" | "observer">): RouteViews {
  async function mayEdit(namespace: string): Promise<boolean> {
    try {
      return await cluster.routes.mayPatch(namespace);
    } catch (error) {
      // Who cannot be asked cannot allow it; the route itself may still be shown.
      if (error instanceof KubernetesError) return false;
      throw error;
    }
  }

  async function describe(routes: readonly KubernetesObject[], signal: AbortSignal): Promise<TrafficRoute[]> {
    const around = { objects: await cluster.objects(signal), topology: await observer.current() };
    return Promise.all(
      routes.map(async (route) => describeRoute(route, around, await mayEdit(route.metadata.namespace ?? ""))),
    );
  }

  return {
    describe,
    conflict: async (route, message, signal) => {
      const [theirs] = await describe([await cluster.routes.read(route, signal)], signal);
      return new AppError("conflict", message, theirs === undefined ? {} : { extra: { theirs } });
    },
  };
}
