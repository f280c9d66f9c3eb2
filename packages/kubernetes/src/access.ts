import { objectIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { createRemembered } from "./remembered.ts";

/** One thing somebody may or may not do. */
export interface AccessQuestion {
  readonly verb: "get" | "list" | "watch" | "create" | "update" | "patch" | "delete";
  /** `""` for the core kinds. */
  readonly group: string;
  /** Plural, in small letters: `virtualservices`. */
  readonly resource: string;
  /** Absent: in every namespace. */
  readonly namespace?: string;
  readonly name?: string;
}

/** May the one whose access this is do it? Rejects with KubernetesError when that was never answered. */
export type May = (question: AccessQuestion) => Promise<boolean>;

/** Somebody as the API server knows them. */
export interface AccessSubject {
  readonly user: string;
  readonly groups: readonly string[];
}

const timeoutMs = 3_000;
const group = "authorization.k8s.io";

/** Asks the API server about its own user, and remembers the answer for a minute. */
export function createAccess(api: KubernetesApi, now: () => number): May {
  const remembered = createRemembered<boolean>(now);
  return (question) =>
    remembered(keyOf(question), () => review(api, "SelfSubjectAccessReview", { resourceAttributes: question }));
}

/** Asks the API server about somebody else, anew each time. Rejects with `forbidden` where Fyr may not ask that. */
export function mayAs(api: KubernetesApi, { user, groups }: AccessSubject, question: AccessQuestion): Promise<boolean> {
  return review(api, "SubjectAccessReview", { user, groups, resourceAttributes: question });
}

async function review(api: KubernetesApi, kind: string, spec: object): Promise<boolean> {
  const answer = await api.request({
    path: `/apis/${group}/v1/${kind.toLowerCase()}s`,
    method: "POST",
    body: { apiVersion: `${group}/v1`, kind, spec },
    timeoutMs,
  });
  return objectIn(answer, "status")["allowed"] === true;
}

function keyOf({ verb, group, resource, namespace, name }: AccessQuestion): string {
  return JSON.stringify([verb, group, resource, namespace, name]);
}
