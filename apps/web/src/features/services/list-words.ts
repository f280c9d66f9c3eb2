import type { TopologyNode } from "@fyr/contract";
import { inWords, share } from "../../ui/format.ts";
import type { Part } from "./behind.ts";
import type { ListKind } from "./rows.ts";

export const kindNames: Readonly<Record<ListKind, { readonly one: string; readonly many: string }>> = {
  workload: { one: "workload", many: "workloads" },
  service: { one: "service", many: "services" },
  app: { one: "app", many: "apps" },
};

/** "28 workloads, 1 failing, 2 degraded" */
export function countInWords(rows: readonly TopologyNode[], kind: ListKind): string {
  const { one, many } = kindNames[kind];
  const unwell = (["failing", "degraded"] as const).flatMap((status) => {
    const count = rows.filter(({ health }) => health.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  return [`${rows.length} ${rows.length === 1 ? one : many}`, ...unwell].join(", ");
}

/** "v1 95 %, v2 5 %"; the version alone where there is one; nothing where none is told. */
export function versionsInWords(parts: readonly Part[]): string {
  const told = parts.filter(({ node }) => node.version !== undefined);
  if (told.length < 2) return told[0]?.node.version ?? "";
  return told
    .map(({ node, share: part }) => (part === undefined ? node.version : `${node.version} ${inWords(share(part))}`))
    .join(", ");
}
