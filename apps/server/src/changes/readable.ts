import { type KubernetesObject, routeRefOf } from "@fyr/routing";
import type { Caller } from "./dependencies.ts";

/** The routes the caller may look at, of those Fyr's own account sees. */
export async function readable(
  caller: Pick<Caller, "routes">,
  objects: readonly KubernetesObject[],
): Promise<KubernetesObject[]> {
  const may = await Promise.all(objects.map((object) => caller.routes.mayRead(routeRefOf(object))));
  return objects.filter((_, place) => may[place]);
}
