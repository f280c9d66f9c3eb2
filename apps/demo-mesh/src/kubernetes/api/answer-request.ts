import { denial, mayDo, type Wish } from "../access/authorize.ts";
import { answerReview, reviewTypes } from "../access/reviews.ts";
import type { User } from "../access/users.ts";
import { answerDiscovery } from "../discovery/answer-discovery.ts";
import { findTarget, type PathParts, splitPath, type Target } from "../request/parse-path.ts";
import { forbidden, StatusError } from "../status/status-error.ts";
import { applyObject, isApply } from "./apply.ts";
import { answerLog } from "./log.ts";
import { patchObject } from "./patch.ts";
import { getObject, listObjects } from "./read.ts";
import { readObject } from "./read-body.ts";
import { deleteCollection, deleteObject } from "./remove.ts";
import type { Answer, ApiContext, ApiRequest } from "./request.ts";
import { answerScale } from "./scale.ts";
import { watchObjects } from "./watch.ts";
import { createObject, updateObject } from "./write.ts";

export interface ApiServerContext extends ApiContext {
  readonly userOfToken: (token: string) => User | undefined;
}

/** One answer for one request of a known user. Failures are thrown as `StatusError`. */
export function answerRequest(context: ApiServerContext, request: ApiRequest): Answer {
  const discovery = answerDiscovery(context.catalog, request);
  if (discovery) return discovery;
  const parts = splitPath(request.url.pathname);
  if (!parts) throw unknownPath();
  const verb = verbOf(request, parts);
  const wish = wishOf(verb, parts);
  if (!mayDo(request.user, wish)) throw denial(request.user, wish);
  const review = reviewTypes.find((type) => type.group === parts.group && type.plural === parts.plural);
  if (review && parts.version === "v1" && !parts.name) {
    if (verb !== "create") throw notAllowed();
    return {
      code: 201,
      body: answerReview(review, readObject(request), { ...request, userOfToken: context.userOfToken }),
    };
  }
  const target = findTarget(context.catalog, parts);
  if (!target) throw unknownPath();
  return answerVerb(context, request, target, verb);
}

type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

function verbOf({ method, url }: ApiRequest, { name }: PathParts): Verb {
  switch (method) {
    case "GET":
    case "HEAD":
      if (/^(true|1)$/.test(url.searchParams.get("watch") ?? "")) return "watch";
      return name ? "get" : "list";
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return name ? "delete" : "deletecollection";
    default:
      throw notAllowed();
  }
}

function wishOf(verb: Verb, { group, plural, subresource, namespace, name }: PathParts): Wish {
  return {
    verb,
    group,
    plural,
    ...(subresource && { subresource }),
    ...(namespace && { namespace }),
    ...(name && { name }),
  };
}

function answerVerb(context: ApiContext, request: ApiRequest, target: Target, verb: Verb): Answer {
  const { type, name, namespace, subresource } = target;
  if (!type.verbs.includes(verb)) throw notAllowed();
  const needsName = verb === "update" || verb === "patch";
  if (needsName !== (name !== undefined) && (needsName || verb === "create")) throw notAllowed();
  if (type.namespaced && !namespace && !["list", "watch"].includes(verb)) throw notAllowed();
  if (subresource === "log") return answerLog(context, request, target);
  if (subresource === "scale") return answerScale(context, request, target);
  switch (verb) {
    case "get":
      return getObject(context, request, target);
    case "list":
      return listObjects(context, request, target);
    case "watch":
      return watchObjects(context, request, target);
    case "create":
      return createObject(context, request, target);
    case "update":
      return updateObject(context, request, target);
    case "patch":
      return patchOrApply(context, request, target);
    case "delete":
      return deleteObject(context, request, target);
    case "deletecollection":
      return deleteCollection(context, request, target);
  }
}

function patchOrApply(context: ApiContext, request: ApiRequest, target: Target): Answer {
  if (!isApply(request)) return patchObject(context, request, target);
  // An apply may make the object, and then needs leave to.
  const wish = wishOf("create", { ...target, group: target.type.group, plural: target.type.plural });
  const exists = context.store.get(
    { group: target.type.group, plural: target.type.plural },
    target.namespace,
    target.name ?? "",
  );
  if (!exists && !mayDo(request.user, wish)) throw denial(request.user, wish);
  return applyObject(context, request, target);
}

function notAllowed(): StatusError {
  return new StatusError(
    405,
    "MethodNotAllowed",
    "the server does not allow this method on the requested resource",
    {},
  );
}

function unknownPath(): StatusError {
  return new StatusError(404, "NotFound", "the server could not find the requested resource", {});
}

export function refusedImpersonation(user: User, other: string): StatusError {
  const why = `User "${user.name}" cannot impersonate resource "users" in API group "" at the cluster scope`;
  return forbidden({ group: "", plural: "users" }, other, why);
}
