import type { Saturated } from "@fyr/contract";

/** What is said of a place that has too little of something, and what the share counts. */
const words: Readonly<Record<Saturated, { readonly does: string; readonly noun: string }>> = {
  cpu: { does: "is throttled", noun: " of its CPU periods throttled" },
  "proxy-cpu": { does: "has throttled proxies", noun: " of its proxies' CPU periods throttled" },
  memory: { does: "nears its memory limit", noun: " of its memory limit in use" },
  connections: { does: "has too few connections", noun: " of requests found its connection pool full" },
};

/** "is throttled" */
export function saturatedWords(saturated: Saturated | undefined): string {
  return saturated === undefined ? "is saturated" : words[saturated].does;
}

/** " of its CPU periods throttled"; of a Kubernetes node " CPU steal". */
export function saturationNoun(saturated: Saturated | undefined): string {
  return saturated === undefined ? " CPU steal" : words[saturated].noun;
}
