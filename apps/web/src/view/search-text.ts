import type { SearchParams } from "./url.ts";

/** `?ns=shop,payments` to its values. A name given twice keeps its last value; a switch named without one is on. */
export function parseSearch(text: string): SearchParams {
  const search = Object.fromEntries(new URLSearchParams(text));
  return search["kiosk"] === "" ? { ...search, kiosk: "on" } : search;
}

/** The other way, keeping what people read (`,` `:` `/` `=`) as it is, a space as `+`. Empty when there is nothing to say. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  if (pairs.length === 0) return "";
  return `?${pairs.map(([name, value]) => `${encodeURIComponent(name)}=${readable(String(value))}`).join("&")}`;
}

function readable(text: string): string {
  return encodeURIComponent(text)
    .replace(/%(2C|3A|2F|3D|40|7C)/g, decodeURIComponent)
    .replace(/%20/g, "+");
}
