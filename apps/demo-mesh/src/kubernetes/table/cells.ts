import { isFields } from "../schema/check-fields.ts";
import type { KubernetesObject } from "../store/object.ts";
import { ageOf } from "./age.ts";

/** What a column shows of an object. */
export type Cell = (object: KubernetesObject, nowMs: number) => unknown;

/** The value at a path such as `spec.template.spec`; undefined where the path ends early. */
export function field(object: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
      object,
    );
}

export const at =
  (path: string): Cell =>
  (object) => {
    const value = field(object, path);
    return value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : value;
  };
export const orNone =
  (path: string): Cell =>
  (object) =>
    field(object, path) ?? "<none>";
const items = (object: unknown, path: string): readonly unknown[] => {
  const value = field(object, path);
  return Array.isArray(value) ? value : [];
};
export const joined =
  (path: string, key: string): Cell =>
  (object) =>
    items(object, path)
      .map((item) => field(item, key))
      .join(",") || "<none>";
export const pairs =
  (path: string): Cell =>
  (object) => {
    const value = field(object, path);
    return isFields(value)
      ? Object.entries(value)
          .map(([key, text]) => `${key}=${text}`)
          .join(",")
      : "<none>";
  };
export const condition =
  (path: string, type: string): Cell =>
  (object) =>
    field(
      items(object, path).find((one) => field(one, "type") === type),
      "status",
    ) ?? "";
export const readyOf =
  (wanted: string): Cell =>
  (object) =>
    `${field(object, "status.readyReplicas") ?? 0}/${field(object, wanted) ?? 0}`;

export const nodeStatus: Cell = (object) => {
  const ready = condition("status.conditions", "Ready")(object, 0) === "True" ? "Ready" : "NotReady";
  return field(object, "spec.unschedulable") === true ? `${ready},SchedulingDisabled` : ready;
};
export const nodeRoles: Cell = ({ metadata }) =>
  Object.keys(metadata.labels ?? {})
    .flatMap((label) =>
      label.startsWith("node-role.kubernetes.io/") ? [label.slice("node-role.kubernetes.io/".length)] : [],
    )
    .join(",") || "<none>";
export const servicePorts: Cell = (object) =>
  items(object, "spec.ports")
    .map((port) => `${field(port, "port")}/${field(port, "protocol") ?? "TCP"}`)
    .join(",") || "<none>";
export const endpointAddresses: Cell = (object) =>
  items(object, "subsets")
    .flatMap((subset) =>
      items(subset, "addresses").flatMap((address) =>
        items(subset, "ports").map((port) => `${field(address, "ip")}:${field(port, "port")}`),
      ),
    )
    .join(",") || "<none>";
export const eventAge: Cell = (object, nowMs) => {
  const last = field(object, "lastTimestamp") ?? field(object, "eventTime") ?? object.metadata.creationTimestamp;
  return ageOf(String(last), nowMs);
};
export const eventObject: Cell = (object) =>
  `${String(field(object, "involvedObject.kind") ?? "").toLowerCase()}/${field(object, "involvedObject.name") ?? ""}`;
