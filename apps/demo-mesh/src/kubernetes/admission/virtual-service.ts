import { isAtLeast } from "../../istio-version.ts";
import { isFields } from "../schema/check-fields.ts";

type Fields = Readonly<Record<string, unknown>>;

const fieldsIn = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const isGiven = (rule: Fields, field: string) => rule[field] !== undefined && rule[field] !== null;

/** What Istio refuses about a VirtualService, in its words. */
export function virtualServiceProblems(spec: Fields, istioVersion: string): readonly string[] {
  const hosts = Array.isArray(spec["hosts"]) ? spec["hosts"] : [];
  const rules = { http: fieldsIn(spec["http"]), tls: fieldsIn(spec["tls"]), tcp: fieldsIn(spec["tcp"]) };
  const isDelegate = hosts.length === 0;
  return [
    ...(isDelegate ? delegateProblems(spec, rules) : []),
    ...hosts.flatMap((host) => hostProblems(host)),
    ...(rules.http.length + rules.tls.length + rules.tcp.length === 0
      ? ["http, tcp or tls must be provided in virtual service"]
      : []),
    ...rules.http.flatMap((rule) => httpProblems(rule, istioVersion)),
    ...rules.tls.flatMap((rule) => destinationProblems(fieldsIn(rule["route"]), istioVersion)),
    ...rules.tcp.flatMap((rule) => destinationProblems(fieldsIn(rule["route"]), istioVersion)),
  ];
}

// Only a VirtualService that another one delegates to may go without hosts, and then it routes HTTP only.
function delegateProblems(
  spec: Fields,
  rules: { readonly http: readonly Fields[]; readonly tls: readonly Fields[]; readonly tcp: readonly Fields[] },
) {
  const problems: string[] = [];
  if (Array.isArray(spec["gateways"]) && spec["gateways"].length > 0) {
    problems.push("delegate virtual service should not have gateways configured");
  }
  if (rules.http.length === 0 || rules.tls.length + rules.tcp.length > 0) {
    problems.push("virtual service must have at least one host");
  }
  return problems;
}

function hostProblems(host: unknown): readonly string[] {
  if (host === "" || typeof host !== "string") return ['domain name "" invalid (empty domain name not allowed)'];
  const labelsFit = host
    .split(".")
    .every((label, index) => (index === 0 && label === "*") || /^[-a-zA-Z0-9_]{1,63}$|^\*.*$/.test(label));
  return labelsFit ? [] : [`domain name "${host}" invalid (label is invalid)`];
}

function httpProblems(rule: Fields, istioVersion: string): readonly string[] {
  const route = fieldsIn(rule["route"]);
  const problems: string[] = [];
  if (isGiven(rule, "delegate")) {
    if (route.length > 0) problems.push(`root HTTP route ${String(rule["name"] ?? "")} must not specify route`);
  } else if (isGiven(rule, "redirect")) {
    if (route.length > 0) problems.push("HTTP route cannot contain both route and redirect");
    if (isGiven(rule, "fault")) problems.push("HTTP route cannot contain both fault and redirect");
  } else if (isGiven(rule, "directResponse")) {
    if (route.length > 0) problems.push("HTTP route cannot contain both route and direct_response");
  } else if (route.length === 0) problems.push("HTTP route, redirect or direct_response is required");
  if (isGiven(rule, "mirror") && fieldsIn(rule["mirrors"]).length > 0) {
    problems.push("HTTP route cannot contain both mirror and mirrors");
  }
  problems.push(...durationProblems(rule), ...faultProblems(rule["fault"]));
  return [...problems, ...destinationProblems(route, istioVersion)];
}

function durationProblems(rule: Fields): readonly string[] {
  const retries = isFields(rule["retries"]) ? rule["retries"] : {};
  const attempts = Number(retries["attempts"] ?? 0);
  return [
    ...[rule["timeout"], retries["perTryTimeout"]].flatMap((value) => badDuration(value)),
    ...(attempts < 0 ? ["attempts cannot be negative"] : []),
  ];
}

function badDuration(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const isDuration = typeof value === "string" && /^([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$|^0$/.test(value);
  return isDuration ? [] : [`invalid duration: ${String(value)}`];
}

function faultProblems(fault: unknown): readonly string[] {
  if (!isFields(fault)) return [];
  return ["delay", "abort"].flatMap((kind) => {
    const percentage = isFields(fault[kind]) ? fault[kind]["percentage"] : undefined;
    const percent = isFields(percentage) ? Number(percentage["value"] ?? 0) : 0;
    return percent < 0 || percent > 100 ? [`percentage ${percent} is not in range 0..100`] : [];
  });
}

function destinationProblems(route: readonly Fields[], istioVersion: string): readonly string[] {
  const hosts = route.flatMap((destination) => {
    const target = destination["destination"];
    if (!isFields(target)) return ["destination is required"];
    return target["host"] ? [] : ["destination host is required"];
  });
  const weights = route.map(({ weight }) => (typeof weight === "number" ? weight : 0));
  return [...hosts, ...(isAtLeast(istioVersion, 1, 15) ? relativeWeights(weights) : percentWeights(weights))];
}

/** From 1.15 on weights are shares of their sum. */
function relativeWeights(weights: readonly number[]): readonly string[] {
  const negative = weights.filter((weight) => weight < 0).map((weight) => `weight ${weight} < 0`);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.length > 1 && total === 0 ? [...negative, "total destination weight = 0"] : negative;
}

/** Before, they were percent. */
function percentWeights(weights: readonly number[]): readonly string[] {
  const outside = weights
    .filter((weight) => weight < 0 || weight > 100)
    .map((weight) => `percentage ${weight} is not in range 0..100`);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const wrongSum = weights.length > 1 && total !== 100;
  return wrongSum ? [...outside, `total destination weight ${total} != 100`] : outside;
}
