import type { Logs } from "@fyr/contract";
import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "../../../ui/Button.tsx";
import { Picker } from "../../../ui/Picker.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import type { LogAddress } from "../../../view/evidence-address.ts";
import css from "./LogsPanel.module.css";
import type { PodToRead } from "./pod-to-read.ts";

const runs = [
  { value: "current", words: "this run" },
  { value: "previous", words: "before its restart" },
] as const;
const lineChoices = [
  { value: "all", name: "All lines" },
  { value: "failed", name: "Failed or slow" },
] as const;

/** Which pod's log is read, of which container and run, and which of its lines are shown. */
export function LogChoices(props: {
  log: LogAddress;
  pod: string;
  pods: PodToRead["choices"];
  query: Pick<UseQueryResult<Logs>, "data" | "isFetching" | "refetch">;
  onChoose: (patch: LogAddress) => void;
}) {
  const { log, pod, pods, query, onChoose } = props;
  const { data, isFetching, refetch } = query;
  return (
    <div className={css.choices}>
      <Picker name="pod" value={pod} choices={pods} onChoose={(chosen) => onChoose({ pod: chosen })} />
      {data !== undefined && (
        <Picker
          name="container"
          value={data.container}
          choices={data.containers.map((value) => ({ value, words: value }))}
          onChoose={(container) => onChoose({ container })}
        />
      )}
      <Picker
        name="of"
        value={log.run ?? "current"}
        choices={runs}
        onChoose={(run) => onChoose({ run: run === "previous" ? run : undefined })}
      />
      <Segmented
        label="Lines"
        choices={lineChoices}
        value={log.lines ?? "all"}
        onChoose={(lines) => onChoose({ lines: lines === "failed" ? lines : undefined })}
      />
      <Button kind="quiet" disabled={isFetching} onClick={() => void refetch()}>
        Read again
      </Button>
    </div>
  );
}
