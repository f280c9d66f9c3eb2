import type { RouteRef } from "@fyr/contract";

/** Where a route is: a VirtualService's address names no kind, as none did before there were others. */
export function routeAddress({ kind, namespace, name }: RouteRef) {
  return kind === "VirtualService"
    ? ({ to: "/traffic/$namespace/$name", params: { namespace, name } } as const)
    : ({ to: "/traffic/$namespace/$name/$kind", params: { namespace, name, kind } } as const);
}
