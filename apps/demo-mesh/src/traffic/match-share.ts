/** The share of requests that carry the headers a rule asks for: testers carry them all. */
const HEADERS_SHARE = 0.005;
const QUERY_SHARE = 0.02;
/** Of a host's requests, those to one path or below it, where the caller's paths are not known. */
const PATH_SHARE = 0.05;
const METHOD_SHARES: Readonly<Record<string, number>> = {
  GET: 0.7,
  POST: 0.2,
  PUT: 0.05,
  DELETE: 0.03,
  PATCH: 0.01,
  HEAD: 0.005,
  OPTIONS: 0.005,
};

/** One way to compare text; the names of a VirtualService's are `exact`, `prefix` and `regex`. */
export type Comparison =
  | { readonly kind: "exact" | "prefix" | "pathPrefix" | "regex"; readonly value: string }
  | undefined;

/** Conditions that must all hold. What is absent is not asked for. */
export interface Conditions {
  readonly path?: Comparison;
  readonly method?: Comparison;
  readonly asksForHeaders?: boolean;
  readonly asksForNoHeaders?: boolean;
  readonly asksForQuery?: boolean;
}

/** The share (0..1) of the requests for which all conditions hold. `path` is what the caller asks for, if it is known. */
export function shareOf(conditions: Conditions, path: string | undefined): number {
  return (
    pathShare(conditions.path, path) *
    methodShare(conditions.method) *
    (conditions.asksForHeaders ? HEADERS_SHARE : 1) *
    (conditions.asksForNoHeaders ? 1 - HEADERS_SHARE : 1) *
    (conditions.asksForQuery ? QUERY_SHARE : 1)
  );
}

/** The share for which at least one alternative holds; none asked for is every request. */
export function shareOfAny(shares: readonly number[]): number {
  return shares.length === 0 ? 1 : 1 - shares.reduce((missed, share) => missed * (1 - share), 1);
}

function pathShare(wanted: Comparison, path: string | undefined): number {
  if (!wanted) return 1;
  if (path !== undefined) return compares(wanted, path) ? 1 : 0;
  const takesAll = compares(wanted, "/") && compares(wanted, "/any/other");
  return takesAll ? 1 : PATH_SHARE;
}

function methodShare(wanted: Comparison): number {
  if (!wanted) return 1;
  return Object.entries(METHOD_SHARES).reduce(
    (sum, [method, share]) => sum + (compares(wanted, method) ? share : 0),
    0,
  );
}

function compares({ kind, value }: NonNullable<Comparison>, text: string): boolean {
  switch (kind) {
    case "exact":
      return text === value;
    case "prefix":
      return text.startsWith(value);
    case "pathPrefix": {
      // Element by element: /app is no prefix of /apple.
      const prefix = value.replace(/\/$/, "");
      return text === prefix || text.startsWith(`${prefix}/`);
    }
    case "regex":
      return wholly(value, text);
  }
}

function wholly(expression: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${expression})$`).test(text);
  } catch {
    // RE2 knows what JavaScript does not; such a rule is for nobody here.
    return false;
  }
}
