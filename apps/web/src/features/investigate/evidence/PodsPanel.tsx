import type { MeasuredPod, MeasuredPods, NodeId, NodeTraffic } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { measuredPods } from "../../../api/investigate-queries.ts";
import { classNames } from "../../../ui/class-names.ts";
import { duration, inWords, type Quantity, rate, share } from "../../../ui/format.ts";
import { Measure } from "../../../ui/Measure.tsx";
import { Section } from "../../../ui/Panel.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { useView } from "../../../view/use-view.ts";
import list from "../ListTable.module.css";
import { LookedLast } from "../LookedLast.tsx";
import type { Names } from "../names.ts";
import css from "./Evidence.module.css";
import { NotCollected } from "./NotCollected.tsx";
import { isBounded, standsOut } from "./pod-words.ts";
import { podsSentence, unseenInWords } from "./pods-sentence.ts";

/**
 * The pods of a workload beside each other: one bad pod, one bad node, one zone? `insteadOf`: what the evidence is of,
 * where that has no pods and its caller's are shown.
 */
export function PodsPanel(props: { node: NodeId; names: Names; insteadOf?: string }) {
  const { node, names, insteadOf } = props;
  const [{ at, windowSeconds }] = useView();
  const query = useQuery(measuredPods({ node, windowSeconds, ...(at !== undefined && { at }) }));
  const { data, error } = query;
  return (
    <section>
      <Section title={`Pods of ${names.ofNode(node)}`} aside="each by its own proxy">
        {insteadOf !== undefined && (
          <p className={css.note}>{insteadOf} has no pods that are known: these are of its busiest caller.</p>
        )}
        {data === undefined && error !== null && <ProblemNotice error={error} onRetry={query.refetch} />}
        {query.isPending && <Skeleton height="6rem" />}
        <LookedLast query={query} />
        {data !== undefined && <Beside pods={data} inbound={names.node(node)?.inbound} />}
      </Section>
    </section>
  );
}

function Beside({ pods, inbound }: { pods: MeasuredPods; inbound: NodeTraffic | undefined }) {
  const { standsOut: found, connections, notCollected } = pods;
  const sentence = podsSentence(pods);
  const unseen = unseenInWords(pods, inbound);
  return (
    <>
      {sentence !== "" && (
        <p className={found === undefined ? css.note : css.stands}>
          {found !== undefined && <StatusIcon status="degraded" label="" />} {sentence}
        </p>
      )}
      {unseen !== "" && <p className={css.note}>{unseen}</p>}
      {pods.pods.length === 0 ? (
        <p className={css.note}>No pod of it is known at this moment.</p>
      ) : (
        <Table pods={pods} />
      )}
      {connections !== undefined && <Connections {...connections} />}
      <NotCollected what={notCollected} />
    </>
  );
}

const columns: readonly {
  readonly name: string;
  readonly about?: string;
  readonly of: (pod: MeasuredPod) => Quantity | undefined;
  /** It holds the pod back. */
  readonly isBad?: (pod: MeasuredPod) => boolean;
}[] = [
  { name: "req/s", of: ({ requestsPerSecond: it }) => (it === undefined ? undefined : { ...rate(it), unit: "" }) },
  { name: "errors", of: ({ errorRatio: it }) => (it === undefined ? undefined : share(it)) },
  { name: "mean", of: ({ latencyMs: it }) => (it?.mean === undefined ? undefined : duration(it.mean)) },
  { name: "p99", of: ({ latencyMs: it }) => (it === undefined ? undefined : duration(it.p99)) },
  { name: "CPU", of: ({ cpuCores: it }) => (it === undefined ? undefined : { value: it.toFixed(2), unit: "" }) },
  {
    name: "throttled",
    about: "Of the periods in which it wanted CPU",
    of: ({ throttledRatio: it }) => (it === undefined ? undefined : share(it)),
    isBad: (pod) => isBounded(pod).throttled,
  },
  {
    name: "memory",
    about: "Of its limit, where it has one",
    of: memoryOf,
    isBad: (pod) => isBounded(pod).memory,
  },
];

function Table({ pods }: { pods: MeasuredPods }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className={css.scroll} aria-label="Pods beside each other" tabIndex={0}>
      <table className={classNames(list.table, css.table)}>
        <caption className="visually-hidden">Pods beside each other</caption>
        <thead>
          <tr>
            <th scope="col">Pod</th>
            {columns.map(({ name, about }) => (
              <th key={name} scope="col" title={about}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pods.pods.map((pod) => (
            <tr key={pod.name} data-stands={standsOut(pod, pods)}>
              <th scope="row">
                {pod.name}
                <br />
                <small>{[pod.host, pod.zone, pod.state === undefined ? "gone" : ""].filter(Boolean).join(", ")}</small>
              </th>
              {columns.map(({ name, of, isBad }) => (
                <td key={name} data-bad={isBad?.(pod)}>
                  <Measure quantity={of(pod)} why="Not collected" />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function memoryOf({ memoryBytes, memoryLimitBytes }: MeasuredPod): Quantity | undefined {
  if (memoryBytes === undefined) return undefined;
  if (memoryLimitBytes === undefined || memoryLimitBytes === 0) {
    return { value: String(Math.round(memoryBytes / 1_048_576)), unit: "MiB" };
  }
  return { value: String(Math.round((memoryBytes / memoryLimitBytes) * 100)), unit: "%" };
}

function Connections({
  ejectedEndpoints,
  overflowsPerSecond,
  retriesPerSecond,
}: NonNullable<MeasuredPods["connections"]>) {
  const parts = [
    ejectedEndpoints === undefined ? undefined : `${ejectedEndpoints} endpoints ejected as outliers`,
    overflowsPerSecond === undefined
      ? undefined
      : `${inWords(rate(overflowsPerSecond))} turned away at connection limits`,
    retriesPerSecond === undefined ? undefined : `${inWords(rate(retriesPerSecond))} retries`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? null : <p className={css.note}>Its callers' proxies: {parts.join(", ")}.</p>;
}
