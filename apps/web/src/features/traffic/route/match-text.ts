import type { MatchCondition } from "@fyr/contract";

/** A piece of a sentence; `code` is what stands in the object, to be set in mono. */
export interface MatchFragment {
  readonly text: string;
  readonly code?: boolean;
}

/** "when header x-canary is always", "everything else" for a last rule without matches, "everything" for an only one. */
export function matchWords(
  matches: readonly (readonly MatchCondition[])[],
  place: { readonly afterOthers: boolean },
): MatchFragment[] {
  if (matches.length === 0 || matches.some((group) => group.length === 0)) {
    return [{ text: place.afterOthers ? "everything else" : "everything" }];
  }
  const groups = matches.map((group) => joined(group.map(conditionWords), " and "));
  return [{ text: "when " }, ...joined(groups, ", or when ")];
}

/** The same as one plain string, for names that are read aloud. */
export function matchSentence(
  matches: readonly (readonly MatchCondition[])[],
  place: { afterOthers: boolean },
): string {
  return matchWords(matches, place)
    .map((fragment) => fragment.text)
    .join("");
}

function conditionWords(condition: MatchCondition): MatchFragment[] {
  switch (condition.on) {
    case "uri":
      return [{ text: "the path " }, ...comparison(condition)];
    case "grpcService":
      return [{ text: "the gRPC service " }, ...comparison(condition)];
    case "method":
      return [{ text: "the method " }, ...comparison(condition)];
    case "authority":
      return [{ text: "the host asked for " }, ...comparison(condition)];
    case "scheme":
      return [{ text: "the scheme " }, ...comparison(condition)];
    case "header":
      return [{ text: "header " }, code(condition.name), { text: " " }, ...comparison(condition)];
    case "withoutHeader":
      return [{ text: "header " }, code(condition.name), { text: " " }, ...negated(condition)];
    case "queryParam":
      return [{ text: "query parameter " }, code(condition.name), { text: " " }, ...comparison(condition)];
    case "port":
      return [{ text: "the port is " }, code(condition.value)];
    case "sourceLabel":
      return [{ text: "the caller's label " }, code(condition.name), { text: " " }, ...comparison(condition)];
    case "sourceNamespace":
      return [{ text: "the caller is in namespace " }, code(condition.value)];
    case "gateway":
      return condition.value === "mesh"
        ? [{ text: "the caller is in the mesh" }]
        : [{ text: "it comes through gateway " }, code(condition.value)];
    case "sniHost":
      return [{ text: "the TLS name " }, ...comparison(condition)];
    case "destinationSubnet":
      return [{ text: "the address is in " }, code(condition.value)];
    case "other":
      return [code(condition.name ?? "another field"), { text: " " }, ...comparison(condition)];
  }
}

function comparison({ op, value }: MatchCondition): MatchFragment[] {
  if (op === "present" || value === undefined) return [{ text: "is present" }];
  if (op === "prefix") return [{ text: "starts with " }, code(value)];
  if (op === "regex") return [{ text: "matches " }, code(value)];
  return [{ text: "is " }, code(value)];
}

function negated({ op, value }: MatchCondition): MatchFragment[] {
  if (op === "present" || value === undefined) return [{ text: "is absent" }];
  if (op === "prefix") return [{ text: "does not start with " }, code(value)];
  if (op === "regex") return [{ text: "does not match " }, code(value)];
  return [{ text: "is not " }, code(value)];
}

function code(text: string | undefined): MatchFragment {
  return { text: text === undefined || text === "" ? '""' : text, code: true };
}

function joined(parts: readonly MatchFragment[][], separator: string): MatchFragment[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [{ text: separator }, ...part]));
}
