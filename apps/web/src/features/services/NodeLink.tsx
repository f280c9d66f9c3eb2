import type { NodeId, TopologyNode } from "@fyr/contract";
import { Link } from "@tanstack/react-router";
import { Chip } from "../../ui/Chip.tsx";
import { nodeName } from "../../ui/node-name.ts";
import css from "./NodeLink.module.css";

/** A name that leads to the page of what it names, at the same moment; the version as a chip. */
export function NodeLink({ node }: { node: TopologyNode }) {
  const { name, version } = nodeName(node);
  return (
    <PageLink id={node.id}>
      {name}
      {version !== undefined && node.kind !== "service" && <Chip tone="outline">{version}</Chip>}
    </PageLink>
  );
}

export function PageLink({ id, children }: { id: NodeId; children: React.ReactNode }) {
  return (
    <Link to="/services/$" params={{ _splat: id }} search={true} className={css.link}>
      {children}
    </Link>
  );
}
