import type { TopologyNode } from "@fyr/contract";
import { Suspense } from "react";
import { loadLater } from "../ui/load-later.tsx";

const UnsplitList = loadLater(async () => (await import("../features/traffic/editor/UnsplitList.tsx")).UnsplitList);

/** A service that runs several versions without a split gets one from where it is looked at. */
export function StartSplit({ node }: { node: TopologyNode | undefined }) {
  if (node === undefined) return null;
  return (
    <Suspense>
      <UnsplitList about={node} />
    </Suspense>
  );
}
