import type { RouteRef } from "@fyr/contract";
import { Link } from "@tanstack/react-router";
import { routeAddress } from "./route-address.ts";

interface RouteLinkProps {
  readonly route: RouteRef;
  readonly className?: string | undefined;
  readonly current?: boolean;
  readonly children: React.ReactNode;
}

/** To a route's own place on the Traffic page. */
export function RouteLink({ route, className, current = false, children }: RouteLinkProps) {
  return (
    <Link
      {...routeAddress(route)}
      search={(before) => before}
      className={className}
      {...(current && { "aria-current": "true" as const })}
    >
      {children}
    </Link>
  );
}
