import type { Topology } from "@fyr/contract";
import { Button } from "../ui/Button.tsx";
import { moment, timeZone } from "../ui/clock.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { windowName } from "../ui/format.ts";
import { StatusIcon } from "../ui/StatusIcon.tsx";
import { useView } from "../view/use-view.ts";
import css from "./EmptyPictures.module.css";

/** A moment of which nothing is kept any more. `from`: the oldest sample, RFC 3339. */
export function BeforeHistory({ from }: { from: string }) {
  const [, change] = useView();
  return (
    <EmptyState title="Nothing is kept of this moment" icon={<StatusIcon status="unknown" size={28} label="" />}>
      <p>
        Prometheus keeps nothing before {moment(from, Date.now())} ({timeZone(Date.parse(from))}).
      </p>
      <div className={css.ways}>
        <Button onClick={() => change({ at: instantAfter(from) })}>Go to the oldest moment</Button>
        <Button kind="primary" onClick={() => change({ at: undefined })}>
          Back to live
        </Button>
      </div>
    </EmptyState>
  );
}

/** Rates need a few samples before the moment they are asked for. */
function instantAfter(from: string): string {
  return new Date(Date.parse(from) + 300_000).toISOString();
}

/** Nothing in the namespaces that are looked at: they may be empty, quiet or misspelt. */
function NothingInScope({ namespaces, windowSeconds }: { namespaces: readonly string[]; windowSeconds: number }) {
  const [, change] = useView();
  return (
    <EmptyState title={`Nothing in ${namespaces.join(", ")}`} icon={<StatusIcon status="unknown" size={28} label="" />}>
      <p>
        No workload and no traffic of {namespaces.length === 1 ? "this namespace" : "these namespaces"} was seen in the
        last {windowName(windowSeconds)}.
      </p>
      <Button kind="primary" onClick={() => change({ namespaces: undefined })}>
        Show all namespaces
      </Button>
    </EmptyState>
  );
}

/** A picture with nothing in it: which of the usual reasons, and what to do. */
export function NoTraffic({ topology }: { topology: Topology }) {
  const [view, change] = useView();
  if (view.namespaces) return <NothingInScope namespaces={view.namespaces} windowSeconds={topology.windowSeconds} />;
  return (
    <EmptyState
      title={`No traffic in the last ${windowName(topology.windowSeconds)}`}
      icon={<StatusIcon status="unknown" size={28} label="" />}
    >
      <p>
        Prometheus answers, but has no Istio request or TCP series in this window. Is it scraping the sidecars? This
        query tells:
      </p>
      <code>sum(rate(istio_requests_total[5m]))</code>
      <div className={css.ways}>
        {view.windowSeconds < 3600 && (
          <Button onClick={() => change({ windowSeconds: 3600 })}>Look at the last hour</Button>
        )}
      </div>
      {topology.warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </EmptyState>
  );
}
