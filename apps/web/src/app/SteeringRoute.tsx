import type { RouteRef } from "@fyr/contract";
import { lazy, Suspense } from "react";
import { PanelSkeleton } from "../ui/Skeleton.tsx";

const RouteCard = lazy(async () => ({ default: (await import("../features/traffic/RouteCard.tsx")).RouteCard }));

/** The route that steers what is selected. Comes when first shown. */
export function SteeringRoute({ route }: { route: RouteRef }) {
  return (
    <Suspense fallback={<PanelSkeleton label="Loading the route" />}>
      <RouteCard route={route} />
    </Suspense>
  );
}
