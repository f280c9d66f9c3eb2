import type { RouteRef, TrafficRoute } from "@fyr/contract";
import { KubernetesError } from "@fyr/kubernetes";
import { type KubernetesObject, rootsByDelegate, routeRefOf } from "@fyr/routing";
import { AppError } from "../app-error.ts";
import type { Caller, ChangesDependencies } from "./dependencies.ts";
import { describeRoute } from "./describe-route.ts";

/** Routes as the caller is shown them. */
export interface RouteViews {
  describe(caller: Caller, objects: readonly KubernetesObject[], signal: AbortSignal): Promise<TrafficRoute[]>;
  /** A conflict that shows the route as it is now. */
  conflict(caller: Caller, route: RouteRef, message: string, signal: AbortSignal): Promise<AppError>;
}

export function createRouteViews({ cluster, observer }: Pick<ChangesDependencies, "cluster" | "observer">): RouteViews {
  async function mayEdit(caller: Caller, object: KubernetesObject): Promise<boolean> {
    try {
      return await caller.routes.mayPatch(routeRefOf(object));
    } catch (error) {
      // Who cannot be asked cannot allow it; the route itself may still be shown.
      if (error instanceof KubernetesError) return false;
      throw error;
    }
  }

  async function describe(
    caller: Caller,
    routes: readonly KubernetesObject[],
    signal: AbortSignal,
  ): Promise<TrafficRoute[]> {
    const objects = await cluster.objects(signal);
    const around = { objects, topology: await observer.current(), roots: rootsByDelegate(objects.virtualServices) };
    return Promise.all(routes.map(async (route) => describeRoute(route, around, await mayEdit(caller, route))));
  }

  return {
    describe,
    conflict: async (caller, route, message, signal) => {
      const [theirs] = await describe(caller, [await caller.routes.read(route, signal)], signal);
      return new AppError("conflict", message, theirs === undefined ? {} : { extra: { theirs } });
    },
  };
}
