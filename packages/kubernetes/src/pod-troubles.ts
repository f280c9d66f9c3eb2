import { isObject, listIn, objectIn, textIn } from "@fyr/routing";

/** A container that ended: what ran before the one that runs now, or what has not begun again. */
export interface Termination {
  readonly container: string;
  /** RFC 3339. */
  readonly at: string;
  /** `OOMKilled`, `Error`, `Completed` … */
  readonly reason?: string;
  readonly exitCode?: number;
}

export interface Unready {
  /** RFC 3339. */
  readonly since: string;
  readonly message?: string;
}

/** The last end of each container, as the kubelet remembers it. */
export function terminationsOf(status: unknown): readonly Termination[] {
  const lists = ["containerStatuses", "initContainerStatuses"].flatMap((name) => listIn(status, name));
  return lists.flatMap((each) => {
    // An init container that has not been started again has done its work.
    const hasRestarted = isObject(each) && typeof each["restartCount"] === "number" && each["restartCount"] > 0;
    const ended = [objectIn(each, "lastState"), ...(hasRestarted ? [objectIn(each, "state")] : [])];
    return ended.flatMap((state) => readTermination(textIn(each, "name") ?? "", objectIn(state, "terminated")));
  });
}

/** Of a pod that was scheduled and takes no traffic. */
export function unreadyOf(status: unknown): Unready | undefined {
  const condition = listIn(status, "conditions").find((each) => textIn(each, "type") === "Ready");
  const since = textIn(condition, "lastTransitionTime");
  if (since === undefined || textIn(condition, "status") === "True") return undefined;
  const message = textIn(condition, "message") ?? textIn(condition, "reason");
  return { since, ...(message !== undefined && { message }) };
}

function readTermination(container: string, terminated: unknown): Termination[] {
  const [at, reason] = [textIn(terminated, "finishedAt"), textIn(terminated, "reason")];
  if (at === undefined || !isObject(terminated)) return [];
  const { exitCode } = terminated;
  return [
    { container, at, ...(reason !== undefined && { reason }), ...(typeof exitCode === "number" && { exitCode }) },
  ];
}
