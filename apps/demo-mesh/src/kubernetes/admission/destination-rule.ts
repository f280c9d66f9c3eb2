import { isFields } from "../schema/check-fields.ts";

/** What Istio refuses about a DestinationRule, in its words. */
export function destinationRuleProblems(spec: Readonly<Record<string, unknown>>): readonly string[] {
  const problems: string[] = [];
  if (!spec["host"]) problems.push('domain name "" invalid (empty domain name not allowed)');
  const subsets = Array.isArray(spec["subsets"]) ? spec["subsets"].filter(isFields) : [];
  const seen = new Set<unknown>();
  for (const { name } of subsets) {
    if (!name) problems.push('subset name invalid: ""');
    if (seen.has(name)) problems.push(`duplicate subset name: "${name}"`);
    seen.add(name);
  }
  return problems;
}
