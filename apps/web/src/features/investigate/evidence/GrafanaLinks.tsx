import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { capabilities } from "../../../api/queries.ts";
import { useView } from "../../../view/use-view.ts";
import css from "./Evidence.module.css";
import { grafanaLinks } from "./grafana-links.ts";

/** What Grafana shows before the moment on screen. */
const spanMs = 3_600_000;

/** To Istio's dashboards of the same, where a Grafana is named. */
export function GrafanaLinks(of: { node: TopologyNode | undefined; edge: TopologyEdge | undefined }) {
  const [{ at }] = useView();
  const { grafana } = useQuery(capabilities).data ?? {};
  if (grafana === undefined) return null;
  const to = at === undefined ? "now" : Date.parse(at);
  const from = at === undefined ? "now-1h" : Date.parse(at) - spanMs;
  return (
    <span className={css.links}>
      {grafanaLinks(grafana, of, { from, to }).map(({ words, href }) => (
        <a key={href} href={href} target="_blank" rel="noreferrer">
          {words}
        </a>
      ))}
    </span>
  );
}
