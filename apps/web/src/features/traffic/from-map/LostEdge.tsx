import type { Topology, TopologyNode } from "@fyr/contract";
import { endsOfEdge } from "@fyr/topology";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { me, series, trafficRoutes } from "../../../api/queries.ts";
import { useNow } from "../../../live/use-now.ts";
import { windowName } from "../../../ui/format.ts";
import { edgeInWords, nodeInShort } from "../../../ui/node-name.ts";
import { Panel, PanelHead, Section } from "../../../ui/Panel.tsx";
import { useView } from "../../../view/use-view.ts";
import { routeKey } from "../progress/change-log.ts";
import { useChangeLog } from "../progress/use-change-log.ts";
import css from "./LostEdge.module.css";
import { lastSeen, routesTo, whyLost } from "./lost-edge-text.ts";
import { RouteCard } from "./RouteCard.tsx";

/** How far back is looked for the last request. */
const lookBackMs = 3 * 3_600_000;

/** An edge that is selected and carries no traffic: since when, why, and the route that can bring it back. */
export function LostEdge(props: { id: string; topology: Topology; onClose: () => void }) {
  const { topology } = props;
  const [{ at }] = useView();
  const ends = endsOfEdge(props.id, topology.nodes);
  const window = windowName(topology.windowSeconds);
  return (
    <Panel label="Selected edge">
      <PanelHead onClose={props.onClose}>
        <p className={css.about}>no traffic in this window · {window}</p>
      </PanelHead>
      {ends && <h2 className={css.title}>{edgeInWords(ends.source, ends.target)}</h2>}
      {ends && at === undefined ? (
        <Unsent target={ends.target} />
      ) : (
        <p className={css.words}>
          This edge carries no traffic in this window. Another moment, a longer window or all namespaces may show it.
        </p>
      )}
    </Panel>
  );
}

/** What is known of a node that gets no requests now. */
function Unsent({ target }: { target: TopologyNode }) {
  const now = useNow();
  const [from] = useState(() => new Date(now - lookBackMs).toISOString());
  const past = useQuery(series({ node: target.id, from }));
  const routes = routesTo(target.id, useQuery(trafficRoutes).data?.routes ?? []);
  const user = useQuery(me).data?.user;
  const { changes } = useChangeLog();
  const why = whyLost({ name: nodeInShort(target), target: target.id, routes, changes, user, now });
  return (
    <>
      <Section>
        <p className={css.words}>
          {why ?? "This edge carries no traffic in this window."} {past.data && lastSeen(past.data, now)}
        </p>
      </Section>
      {routes.map(({ route }) => (
        <RouteCard key={routeKey(route)} route={route} />
      ))}
    </>
  );
}
