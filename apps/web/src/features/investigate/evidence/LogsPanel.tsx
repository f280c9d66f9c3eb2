import type { NodeId } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { logs, measuredPods } from "../../../api/investigate-queries.ts";
import { capabilities } from "../../../api/queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { Section } from "../../../ui/Panel.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { problemText } from "../../../ui/problem-text.ts";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { LogAddress } from "../../../view/evidence-address.ts";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { useView } from "../../../view/use-view.ts";
import type { Selection } from "../../../view/view-state.ts";
import type { Names } from "../names.ts";
import evidence from "./Evidence.module.css";
import { LogChoices } from "./LogChoices.tsx";
import { LogLines } from "./LogLines.tsx";
import css from "./LogsPanel.module.css";
import { isTrouble } from "./log-words.ts";
import { podToRead } from "./pod-to-read.ts";

/** How much of the past is read back from the moment on screen. */
const spanMs = 600_000;

/** What the pods of a workload wrote, as the cluster lets this person read it. `subject`: what the evidence is of. */
export function LogsPanel({ node, subject, names }: { node: NodeId; subject: Selection; names: Names }) {
  const [{ at, windowSeconds }] = useView();
  const [{ log = {} }, change] = useInvestigation();
  const choose = (patch: LogAddress) =>
    change({ log: { ...log, ...patch } }, { view: { selection: subject }, replace: "lines" in patch });
  const isConnected = useQuery(capabilities).data?.cluster.connected ?? true;
  const pods = useQuery(measuredPods({ node, windowSeconds, ...(at !== undefined && { at }) }));
  const { pod, choices, gone } = podToRead(pods.data, log.pod);
  const namespace = names.node(node)?.namespace;
  const query = useQuery({
    ...logs({
      namespace: namespace ?? "",
      pod: pod ?? "",
      ...(log.container !== undefined && { container: log.container }),
      ...(log.run === "previous" && { previous: "true" }),
      ...(at !== undefined && { from: new Date(Date.parse(at) - spanMs).toISOString(), to: at }),
    }),
    enabled: pod !== undefined && namespace !== undefined,
  });
  const { data, error } = query;
  const lines = (data?.lines ?? []).filter((line) => log.lines !== "failed" || isTrouble(line));
  return (
    <section className={evidence.panel} aria-label="Logs">
      <Section title="Logs" aside="read as you, through the cluster">
        {isConnected && pods.isPending && <Skeleton height="6rem" />}
        {!isConnected && (
          <p className={css.note}>
            Logs are read through the cluster, and none is connected: <code>--kubeconfig FILE</code> names one.
          </p>
        )}
        {isConnected && pods.data === undefined && pods.error !== null && (
          <p className={css.note}>Which pods it has is not known: {problemText(pods.error).detail}</p>
        )}
        {isConnected && pods.data !== undefined && pod === undefined && (
          <p className={css.note}>No pod of it runs now: what it wrote is gone with it.</p>
        )}
        {pod !== undefined && <LogChoices log={log} pod={pod} pods={choices} query={query} onChoose={choose} />}
        {pod !== undefined && gone !== undefined && (
          <p className={css.note} role="status">
            This link names the pod {gone}, which does not run any more: what it wrote is gone with it.
          </p>
        )}
        {error !== null && data === undefined && <ProblemNotice error={error} onRetry={query.refetch} />}
        {error !== null && data === undefined && log.container !== undefined && (
          <p className={css.note}>
            <Button onClick={() => choose({ container: undefined })}>Read its usual container</Button>
          </p>
        )}
        {query.isLoading && <Skeleton height="6rem" />}
        {data !== undefined && (
          <LogLines
            lines={lines}
            isTruncated={data.truncated}
            isFiltered={log.lines === "failed" && data.lines.length > 0}
          />
        )}
      </Section>
    </section>
  );
}
