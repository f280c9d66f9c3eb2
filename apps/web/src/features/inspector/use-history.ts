import type { Series, SeriesQuery } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { series as seriesOf } from "../../api/queries.ts";
import { useIsKept } from "../../live/use-kept.ts";
import { useView } from "../../view/use-view.ts";
import { spanInWords } from "./chart-data.ts";
import type { ChartFrame } from "./time-chart-props.ts";

/** What a chart is asked for. */
export type SeriesSubject = Pick<SeriesQuery, "edge" | "node" | "namespace" | "cluster">;

/** The last half hour of an edge, node or namespace. */
export interface History extends Pick<ChartFrame, "began" | "onPick"> {
  readonly series: Series | undefined;
  /** The moment lies before all history: no series is asked for. */
  readonly isUnkept: boolean;
  /** Why there is none. */
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** "last 30 min" */
  readonly words: string;
}

/** `began`: when its problem began, RFC 3339. */
export function useHistory(subject: SeriesSubject, began: string | undefined): History {
  const [{ at, windowSeconds, grain, serviceNodes }, change] = useView();
  const isKept = useIsKept();
  const cut = { ...(grain !== "workload" && { grain }), ...(serviceNodes && { serviceNodes: "true" as const }) };
  const ofCut = subject.namespace === undefined ? { ...subject, ...cut } : subject;
  const asked = seriesOf({ ...ofCut, windowSeconds, ...(at !== undefined && { to: at }) });
  const query = useQuery({ ...asked, enabled: isKept === true });
  return {
    series: query.data,
    isUnkept: isKept === false,
    error: query.error,
    onRetry: () => void query.refetch(),
    words: spanInWords(query.data, at),
    began: began === undefined ? undefined : Date.parse(began),
    onPick: (ms) => change({ at: new Date(ms).toISOString() }),
  };
}
