import type { Series, SeriesQuery } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { series as seriesOf } from "../../api/queries.ts";
import { useView } from "../../view/use-view.ts";
import { spanInWords } from "./chart-data.ts";
import type { ChartFrame } from "./time-chart-props.ts";

/** What a chart is asked for. */
export type SeriesSubject = Pick<SeriesQuery, "edge" | "node" | "namespace" | "cluster">;

/** The last half hour of an edge, node or namespace. */
export interface History extends Pick<ChartFrame, "began" | "onPick"> {
  readonly series: Series | undefined;
  /** Why there is none. */
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** "last 30 min" */
  readonly words: string;
}

/** `began`: when its problem began, RFC 3339. */
export function useHistory(subject: SeriesSubject, began: string | undefined): History {
  const [{ at, windowSeconds }, change] = useView();
  const query = useQuery(seriesOf({ ...subject, windowSeconds, ...(at !== undefined && { to: at }) }));
  return {
    series: query.data,
    error: query.error,
    onRetry: () => void query.refetch(),
    words: spanInWords(query.data, at),
    began: began === undefined ? undefined : Date.parse(began),
    onPick: (ms) => change({ at: new Date(ms).toISOString() }),
  };
}
