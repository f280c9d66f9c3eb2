import type { NodeId } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { capabilities, logs, measuredPods } from "../../../api/queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { Section } from "../../../ui/Panel.tsx";
import { Picker } from "../../../ui/Picker.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { problemText } from "../../../ui/problem-text.ts";
import { Segmented } from "../../../ui/Segmented.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { useView } from "../../../view/use-view.ts";
import type { Names } from "../names.ts";
import evidence from "./Evidence.module.css";
import { LogLines } from "./LogLines.tsx";
import css from "./LogsPanel.module.css";
import { isTrouble, type LogChoice, logChoices } from "./log-words.ts";

/** How much of the past is read back from the moment on screen. */
const spanMs = 600_000;
const current = { value: "false", words: "this run" } as const;
const previous = { value: "true", words: "before its restart" } as const;

/** What the pods of a workload wrote, as the cluster lets this person read it. */
export function LogsPanel({ node, names }: { node: NodeId; names: Names }) {
  const [{ at, windowSeconds }] = useView();
  const isConnected = useQuery(capabilities).data?.cluster.connected ?? true;
  const pods = useQuery(measuredPods({ node, windowSeconds, ...(at !== undefined && { at }) }));
  const [chosenPod, setPod] = useState<string>();
  const [container, setContainer] = useState<string>();
  const [isPrevious, setPrevious] = useState<"true" | "false">("false");
  const [shown, setShown] = useState<LogChoice>("all");
  const living = (pods.data?.pods ?? []).filter(({ state }) => state !== undefined);
  const { standsOut } = pods.data ?? {};
  const bad = standsOut?.what === "pod" ? standsOut.name : undefined;
  const pod = chosenPod ?? living.find(({ name }) => name === bad)?.name ?? living[0]?.name;
  const namespace = names.node(node)?.namespace;
  const query = useQuery({
    ...logs({
      namespace: namespace ?? "",
      pod: pod ?? "",
      ...(container !== undefined && { container }),
      ...(isPrevious === "true" && { previous: "true" }),
      ...(at !== undefined && { from: new Date(Date.parse(at) - spanMs).toISOString(), to: at }),
    }),
    enabled: pod !== undefined && namespace !== undefined,
  });
  const { data, error } = query;
  const lines = (data?.lines ?? []).filter((line) => shown === "all" || isTrouble(line));
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
        {pod !== undefined && (
          <div className={css.choices}>
            <Picker
              name="pod"
              value={pod}
              choices={living.map(({ name }) => ({ value: name, words: name === bad ? `${name}, stands out` : name }))}
              onChoose={setPod}
            />
            {data !== undefined && (
              <Picker
                name="container"
                value={data.container}
                choices={data.containers.map((value) => ({ value, words: value }))}
                onChoose={setContainer}
              />
            )}
            <Picker name="of" value={isPrevious} choices={[current, previous]} onChoose={setPrevious} />
            <Segmented label="Lines" choices={logChoices} value={shown} onChoose={setShown} />
            <Button kind="quiet" disabled={query.isFetching} onClick={() => void query.refetch()}>
              Read again
            </Button>
          </div>
        )}
        {error !== null && data === undefined && <ProblemNotice error={error} onRetry={query.refetch} />}
        {query.isLoading && <Skeleton height="6rem" />}
        {data !== undefined && (
          <LogLines lines={lines} isTruncated={data.truncated} isFiltered={shown !== "all" && data.lines.length > 0} />
        )}
      </Section>
    </section>
  );
}
