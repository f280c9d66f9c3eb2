import type { RouteRef } from "@fyr/contract";
import { Suspense } from "react";
import { loadLater } from "../ui/load-later.tsx";
import { PanelSkeleton } from "../ui/Skeleton.tsx";

const RouteCard = loadLater(async () => (await import("../features/traffic/from-map/RouteCard.tsx")).RouteCard);

/** The route that steers what is selected. */
export function SteeringRoute({ route }: { route: RouteRef }) {
  return (
    <Suspense fallback={<PanelSkeleton label="Loading the route" />}>
      <RouteCard route={route} />
    </Suspense>
  );
}
