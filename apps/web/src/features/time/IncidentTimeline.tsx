import type { Marker, Series } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { timeline } from "../../api/investigate-queries.ts";
import { capabilities, series } from "../../api/queries.ts";
import { useIsKept } from "../../live/use-kept.ts";
import { duration, share } from "../../ui/format.ts";
import { problemText } from "../../ui/problem-text.ts";
import { useInvestigation } from "../../view/use-investigation.ts";
import { useView } from "../../view/use-view.ts";
import { Band } from "./Band.tsx";
import { LaneNote } from "./LaneNote.tsx";
import css from "./Lanes.module.css";
import { LineLane } from "./LineLane.tsx";
import { MarkerLane } from "./MarkerLane.tsx";
import { isOfPods } from "./marker-groups.ts";
import { instant, type Span } from "./past-moments.ts";
import { seriesRange, Timeline } from "./Timeline.tsx";

export interface IncidentTimelineProps {
  /** Whose lines are drawn: a node, or the whole mesh. */
  readonly subject: { readonly node: string; readonly name: string } | undefined;
  /** Ids of the suspects' markers, the strongest first. */
  readonly suspects: readonly string[];
  /** What is compared with: its end, RFC 3339, how long it is, and how much of now is held against it. */
  readonly before: { readonly at: string; readonly windowSeconds: number; readonly nowSeconds: number } | undefined;
}

/** The timeline with what happened on it, and the two moments that are compared. */
export function IncidentTimeline(props: IncidentTimelineProps) {
  return <Timeline lanes={{ rows: 5, render: (span, now) => <AllLanes {...props} span={span} now={now} /> }} />;
}

function AllLanes(props: IncidentTimelineProps & { span: Span; now: number }) {
  const { subject, suspects, span, now } = props;
  const { namespaces } = useView()[0];
  const known = useQuery(capabilities).data;
  const isUpToNow = span.to >= now;
  const isKept = useIsKept() === true;
  const range = seriesRange(span, isUpToNow);
  const lines = useQuery({
    ...series({ ...range, ...(subject && { node: subject.node as never }) }),
    refetchInterval: isUpToNow ? 30_000 : false,
    enabled: isKept,
  });
  const happened = useQuery({
    ...timeline({
      from: instant(Math.max(span.from, span.to - 86_400_000)),
      ...(!isUpToNow && { to: instant(span.to) }),
      ...(namespaces && { namespaces: namespaces.join(",") }),
    }),
    enabled: isKept && known?.historyFrom !== undefined,
    retry: false,
  });
  const markers: readonly Marker[] = happened.data?.markers ?? [];
  const warnings = happened.data?.warnings ?? [];
  const name = subject?.name ?? "Mesh";
  const common = { span, suspects };
  return (
    <>
      <Head {...props}>
        {happened.data === undefined && happened.error !== null ? (
          <LaneNote title="No markers" notes={[problemText(happened.error).detail]} />
        ) : known !== undefined && known.historyFrom === undefined ? (
          <LaneNote
            title="No markers"
            notes={["How far back samples go is not known yet: Prometheus has not answered."]}
          />
        ) : (
          warnings.length > 0 && <LaneNote title="Not all is known" notes={warnings} />
        )}
      </Head>
      <LineLane
        row={2}
        name={latencyName(subject, lines.data)}
        series={lines.data}
        values={lines.data?.p99Ms ?? lines.data?.meanMs}
        format={duration}
        span={span}
      />
      <LineLane
        row={3}
        name={`${name} errors`}
        series={lines.data}
        values={lines.data?.errorRatio}
        format={share}
        span={span}
        tone="bad"
      />
      <MarkerLane row={4} name="Rollouts and pods" markers={markers.filter(isOfPods)} {...common} />
      <MarkerLane row={5} name="Config and nodes" markers={markers.filter((each) => !isOfPods(each))} {...common} />
    </>
  );
}

/** Percentiles of all hops over hours cost too much: a mesh has those at its gateways, else its mean. */
function latencyName(subject: IncidentTimelineProps["subject"], lines: Series | undefined): string {
  const isMean = lines?.p99Ms === undefined && lines?.meanMs !== undefined;
  if (subject !== undefined) return `${subject.name} ${isMean ? "mean" : "p99"}`;
  return isMean ? "Mesh mean" : "Gateways' p99";
}

function Head(props: IncidentTimelineProps & { span: Span; now: number; children: React.ReactNode }) {
  const { before, span, now, children } = props;
  const [{ at, windowSeconds }, changeView] = useView();
  const [, change] = useInvestigation();
  const end = at === undefined ? now : Date.parse(at);
  return (
    <>
      <span className={css.title} style={{ gridRow: 1 }}>
        Timeline
        {children}
      </span>
      <div className={css.bands} style={{ gridRow: "1 / span 6" }}>
        {before !== undefined && (
          <Band
            name="before"
            end={Date.parse(before.at)}
            windowSeconds={before.windowSeconds}
            span={span}
            latest={end - 1000}
            onMove={(ms) => change({ before: instant(ms), beforeWindowSeconds: before.windowSeconds })}
          />
        )}
        <Band
          name="now"
          isPast={at !== undefined}
          end={end}
          windowSeconds={before?.nowSeconds ?? windowSeconds}
          span={span}
          latest={now}
          onMove={(ms) => changeView({ at: ms >= now - 1000 ? undefined : instant(ms) })}
        />
      </div>
    </>
  );
}
