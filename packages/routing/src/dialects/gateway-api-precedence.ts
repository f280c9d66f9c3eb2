import { isObject, listIn, textIn } from "../json.ts";

/**
 * The Gateway API tries the most specific match first, wherever it stands: an exact path, then the longest prefix, then
 * a method, then most headers, then most query parameters. A rule counts by the best of its matches.
 * https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export function httpPrecedence(rule: unknown): readonly number[] {
  return bestOf(listIn(rule, "matches"), (match) => {
    const path = isObject(match) ? match["path"] : undefined;
    const type = path === undefined ? "PathPrefix" : (textIn(path, "type") ?? "PathPrefix");
    return [
      rankOf[type] ?? 0,
      (textIn(path, "value") ?? "/").length,
      textIn(match, "method") === undefined ? 0 : 1,
      listIn(match, "headers").length,
      listIn(match, "queryParams").length,
    ];
  });
}

/** Service and method stand for a path: both are an exact one, the service alone is a prefix. */
export function grpcPrecedence(rule: unknown): readonly number[] {
  return bestOf(listIn(rule, "matches"), (match) => {
    const asked = isObject(match) ? match["method"] : undefined;
    const exact = (textIn(asked, "type") ?? "Exact") === "Exact";
    const service = textIn(asked, "service") ?? "";
    const method = textIn(asked, "method") ?? "";
    const named = service !== "" && method !== "" ? 3 : service !== "" ? 2 : method !== "" ? 1 : 0;
    return [exact ? named : Math.min(named, 1), service.length, method.length, listIn(match, "headers").length];
  });
}

export function comparePrecedence(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}

/** How Istio ranks paths; expressions are left to the implementation, and come last there. */
const rankOf: Readonly<Record<string, number>> = { Exact: 3, PathPrefix: 2, RegularExpression: 1 };

/** Without matches a rule takes everything: it comes after all that ask for something. */
function bestOf(matches: readonly unknown[], keyOf: (match: unknown) => readonly number[]): readonly number[] {
  const keys = matches.length > 0 ? matches.map(keyOf) : [keyOf({})];
  return keys.toSorted(comparePrecedence)[0] ?? [];
}
