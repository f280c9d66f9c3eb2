import { forbidden, type StatusError } from "../status/status-error.ts";
import { type AccessRule, askAboutOneself, rulesOfRole } from "./roles.ts";
import type { User } from "./users.ts";

/** One thing somebody wants to do. Without a namespace: to the whole cluster. */
export interface Wish {
  readonly verb: string;
  readonly group: string;
  readonly plural: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** What a user may do in a namespace, or in the whole cluster. */
export function accessRules(user: User, namespace?: string): readonly AccessRule[] {
  const rules = [...rulesOfRole[user.role], ...askAboutOneself];
  return rules.filter((rule) => !rule.namespace || rule.namespace === namespace);
}

export function mayDo(user: User, wish: Wish): boolean {
  const resource = wish.subresource ? `${wish.plural}/${wish.subresource}` : wish.plural;
  const covers = (values: readonly string[], value: string) => values.includes("*") || values.includes(value);
  return accessRules(user, wish.namespace).some(
    (rule) => covers(rule.verbs, wish.verb) && covers(rule.groups, wish.group) && covers(rule.resources, resource),
  );
}

/** In the API server's words. */
export function denial(user: User, wish: Wish): StatusError {
  const resource = wish.subresource ? `${wish.plural}/${wish.subresource}` : wish.plural;
  const where = wish.namespace ? `in the namespace "${wish.namespace}"` : "at the cluster scope";
  const why = `User "${user.name}" cannot ${wish.verb} resource "${resource}" in API group "${wish.group}" ${where}`;
  return forbidden({ group: wish.group, plural: wish.plural }, wish.name ?? "", why);
}
