import type { NodeId, Topology, TopologyNode } from "@fyr/contract";
import { IconChevronLeft, IconTopologyStar3 } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Chip } from "../../ui/Chip.tsx";
import { kindInWords } from "../../ui/flag-text.ts";
import { windowName } from "../../ui/format.ts";
import { causeInWords, healthWords } from "../../ui/health-text.ts";
import { basisWords } from "../../ui/health-words.ts";
import { Lacks } from "../../ui/Lacks.tsx";
import { nodeName } from "../../ui/node-name.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import type { SearchParams } from "../../view/url.ts";
import { partsOf } from "./behind.ts";
import { CallTable } from "./CallTable.tsx";
import { grainOf, nodeIn } from "./find-node.ts";
import { elsewhere } from "./list-address.ts";
import { NotInPicture } from "./NotInPicture.tsx";
import { PartTable } from "./PartTable.tsx";
import css from "./ServicePage.module.css";
import { usePicture } from "./use-picture.ts";

export interface ServicePageProps {
  /** Of the node this page is about, as the address says. */
  readonly id: string;
  /** The moment on screen, by workload. */
  readonly topology: Topology;
  /** Charts, hosts and whatever else stands beside the tables. */
  readonly renderAside: (node: TopologyNode, picture: Topology) => React.ReactNode;
  /** Pods and routes, under the tables. */
  readonly renderBelow: (node: TopologyNode, picture: Topology) => React.ReactNode;
}

/** Everything known of one service, app or workload. */
export function ServicePage({ id, topology, renderAside, renderBelow }: ServicePageProps) {
  const picture = usePicture(topology, grainOf(id));
  const node = nodeIn(picture, id);
  if (node === undefined) return <NotInPicture id={id} />;
  return (
    <div className={css.page}>
      <Head node={node} picture={picture} />
      <div className={css.aside}>
        <h2 className="visually-hidden">Its numbers</h2>
        {renderAside(node, picture)}
      </div>
      <div className={css.tables}>
        <h2 className="visually-hidden">Its parts, calls, pods and routes</h2>
        <PartTable parts={partsOf(topology)(node)} of={node.id} windowSeconds={topology.windowSeconds} />
        <CallTable title="Called by" none="Nobody was seen calling it." of={node.id} other="source" mesh={picture} />
        <CallTable title="Calls" none="It was not seen calling anybody." of={node.id} other="target" mesh={picture} />
        {renderBelow(node, picture)}
      </div>
    </div>
  );
}

function Head({ node, picture }: { node: TopologyNode; picture: Topology }) {
  const { name, version } = nodeName(node);
  const { status } = node.health;
  return (
    <header className={css.head}>
      <Link to="/services" search={true} className={css.back}>
        <IconChevronLeft size={14} stroke={1.8} aria-hidden="true" />
        Services
      </Link>
      <div className={css.line}>
        <h1 className={css.title}>
          {name}
          {version !== undefined && node.kind !== "service" && <Chip tone="outline">{version}</Chip>}
        </h1>
        <Chip tone={({ healthy: "ok", degraded: "warn", failing: "bad", unknown: "plain" } as const)[status]}>
          <StatusIcon status={status} size={11} label="" />
          {healthWords[status]}
        </Chip>
        <span className={css.place}>
          {[node.namespace, kindInWords(node), windowName(picture.windowSeconds)].filter(Boolean).join(" · ")}
        </span>
        <ShowOnMap id={node.id} />
      </div>
      <p className={css.reason}>{reasonsOf(node, picture.windowSeconds).join(" ")}</p>
      <Lacks of={picture} />
    </header>
  );
}

/** Why it is not well, else what its health stands on. */
function reasonsOf(node: TopologyNode, windowSeconds: number): readonly string[] {
  const { causes, status } = node.health;
  if (causes.length === 0) return [`${healthWords[status]}: ${basisWords(node, windowSeconds)}.`];
  return causes.map((cause) => `${causeInWords(cause, node.inbound.latencyMs?.usual)}.`);
}

function ShowOnMap({ id }: { id: NodeId }) {
  const grain = grainOf(id);
  const search = (before: SearchParams) => {
    const { grain: _, ...others } = elsewhere(before);
    return { ...others, sel: `node:${id}`, ...(grain !== "workload" && { grain }) };
  };
  return (
    <Link to="/" search={search as never} className={css.onMap}>
      <IconTopologyStar3 size={15} stroke={1.6} aria-hidden="true" />
      Show on map
    </Link>
  );
}
