import type { Order } from "../../ui/row-order.ts";
import type { SearchParams } from "../../view/url.ts";
import { type ListKind, listKinds } from "./rows.ts";

/** What the list's address says besides the view: which rows, in which order. */
export interface ListAddress {
  readonly kind: ListKind;
  readonly order: Order;
}

export const defaultAddress: ListAddress = { kind: "workload", order: { key: "health", direction: "descending" } };

/** A value nobody understands counts as left out: `rows=service&sort=-rate`, the sign for from the highest. */
export function parseAddress(search: SearchParams): ListAddress {
  const sort = /^(-?)([a-z0-9]+)$/.exec(search["sort"] ?? "");
  return {
    kind: listKinds.find((kind) => kind === search["rows"]) ?? defaultAddress.kind,
    order:
      sort?.[2] === undefined
        ? defaultAddress.order
        : { key: sort[2], direction: sort[1] === "-" ? "descending" : "ascending" },
  };
}

/** `search` with its rows and order replaced; defaults are left out. */
export function withAddress(search: SearchParams, { kind, order }: ListAddress): SearchParams {
  const sort = sortText(order);
  return {
    ...elsewhere(search),
    ...(kind !== defaultAddress.kind && { rows: kind }),
    ...(sort !== sortText(defaultAddress.order) && { sort }),
  };
}

/** `search` as other pages want it. */
export function elsewhere(search: SearchParams): SearchParams {
  const { rows: _, sort: __, ...others } = search;
  return others;
}

function sortText({ key, direction }: Order): string {
  return `${direction === "descending" ? "-" : ""}${key}`;
}
