import type { TopologyNode } from "@fyr/contract";
import { Chip } from "../../ui/Chip.tsx";
import { nodeName } from "../../ui/node-name.ts";

/** A node's name with its version as a chip. */
export function NodeTitle({ node }: { node: TopologyNode }) {
  const { name, version } = nodeName(node);
  return (
    <>
      {name}
      {version !== undefined && <Chip tone="outline">{version}</Chip>}
    </>
  );
}
