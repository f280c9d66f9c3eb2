import { isFields } from "../schema/check-fields.ts";
import type { KubernetesObject } from "../store/object.ts";

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const containerStatuses = (pod: KubernetesObject) => listOf(fieldsOf(pod["status"])["containerStatuses"]);

/** `1/2`: ready containers of all. */
export function readyContainers(pod: KubernetesObject): string {
  const all = listOf(fieldsOf(pod["spec"])["containers"]).length;
  const statuses = containerStatuses(pod);
  return `${statuses.filter(({ ready }) => ready === true).length}/${Math.max(all, statuses.length)}`;
}

export function podRestarts(pod: KubernetesObject): string {
  return String(containerStatuses(pod).reduce((sum, { restartCount }) => sum + Number(restartCount ?? 0), 0));
}

/** The phase, unless a container has something more telling to say. */
export function podStatus(pod: KubernetesObject): string {
  const status = fieldsOf(pod["status"]);
  for (const { state } of containerStatuses(pod)) {
    const { waiting, terminated } = fieldsOf(state);
    const reason = fieldsOf(waiting)["reason"] ?? fieldsOf(terminated)["reason"];
    if (typeof reason === "string" && reason) return reason;
  }
  return String(status["reason"] ?? status["phase"] ?? "Unknown");
}
