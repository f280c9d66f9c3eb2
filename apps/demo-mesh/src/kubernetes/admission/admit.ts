import { isFields } from "../schema/check-fields.ts";
import { StatusError } from "../status/status-error.ts";
import type { DraftObject } from "../store/object.ts";
import { destinationRuleProblems } from "./destination-rule.ts";
import { virtualServiceProblems } from "./virtual-service.ts";

/** Istio's validating webhook: throws what it would deny. Weights are judged as `istioVersion` does. */
export function admit(object: DraftObject, istioVersion: string): void {
  const spec = isFields(object["spec"]) ? object["spec"] : {};
  const problems = problemsOf(object, spec, istioVersion);
  if (problems.length === 0) return;
  const [only] = problems;
  const told =
    problems.length === 1
      ? only
      : `${problems.length} errors occurred:\n${problems.map((problem) => `\t* ${problem}\n`).join("")}\n`;
  const message = `admission webhook "validation.istio.io" denied the request: configuration is invalid: ${told}`;
  throw new StatusError(400, "", message);
}

function problemsOf(object: DraftObject, spec: Readonly<Record<string, unknown>>, istioVersion: string) {
  if (!object.apiVersion.startsWith("networking.istio.io/")) return [];
  if (object.kind === "VirtualService") return virtualServiceProblems(spec, istioVersion);
  if (object.kind === "DestinationRule") return destinationRuleProblems(spec);
  return [];
}
