import type { LabelMatcher, Renaming } from "./dialect.ts";
import { metricsRead } from "./istio/metrics-read.ts";

/** What was written down, or what should have been: `wants` goes on from "… wants". */
export type ReadDialect<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly wants: string };

const quoted = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|${"`[^`]*`"}`;
const matcher = String.raw`\s*([A-Za-z_][A-Za-z0-9_]*)\s*(=~|!~|!=|=)\s*(${quoted})\s*`;
const matchers = new RegExp(String.raw`^(?:${matcher})(?:,(?:${matcher}))*,?\s*$`);

/** Conditions as PromQL writes them between braces: `cluster="north"`, several separated by commas. */
export function readMatchers(text: string): ReadDialect<readonly LabelMatcher[]> {
  if (!matchers.test(text)) return { ok: false, wants: `a condition on a label such as cluster="north", not ${text}` };
  const found: LabelMatcher[] = [];
  for (const [, label = "", operator, value = ""] of text.matchAll(new RegExp(matcher, "g"))) {
    if (label === "__name__") return { ok: false, wants: "a label: names of metrics are for --metric-name" };
    const plain = unquoted(value);
    if (plain === undefined) return { ok: false, wants: `backslashes twice between quotes, not ${value}` };
    found.push({ label, operator: operator as LabelMatcher["operator"], value: plain });
  }
  return { ok: true, value: found };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\", '"': '"', "'": "'" };

/** Of PromQL's escapes those that people write. */
function unquoted(text: string): string | undefined {
  const inside = text.slice(1, -1);
  if (text.startsWith("`")) return inside;
  const unknown = [...inside.matchAll(/\\(.)/g)].some(([, sign = ""]) => escapes[sign] === undefined);
  return unknown ? undefined : inside.replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign);
}

/** `istio_requests_total=mesh_requests_total`, or with one `*` on both sides for many at once. */
export function readRenaming(text: string): ReadDialect<Renaming> {
  const [, from, to] = /^([a-zA-Z0-9_:*]+)=([a-zA-Z_:*][a-zA-Z0-9_:*]*)$/.exec(text) ?? [];
  if (from === undefined || to === undefined || starsIn(from) > 1 || starsIn(from) !== starsIn(to)) {
    const examples = "istio_requests_total=mesh_requests_total or istio_*=mesh_istio_*";
    return { ok: false, wants: `ISTIO'S NAME=NAME THERE, such as ${examples}, not ${text}` };
  }
  if (!from.startsWith("fyr:") && !metricsRead.some((metric) => isMeant(from, metric))) {
    return { ok: false, wants: `a metric that Fyr reads, not ${from}: those are ${metricsRead.join(", ")}` };
  }
  return { ok: true, value: { from, to } };
}

function starsIn(text: string): number {
  return text.split("*").length - 1;
}

function isMeant(from: string, metric: string): boolean {
  const [start = "", end] = from.split("*");
  return end === undefined ? metric === from : metric.startsWith(start) && metric.endsWith(end);
}
