import { isFields } from "../schema/check-fields.ts";
import { badRequest } from "../status/status-error.ts";
import { accessRules, mayDo, type Wish } from "./authorize.ts";
import { subject, type User } from "./users.ts";

export interface ReviewType {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
}

interface Asked {
  readonly user: User;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly userOfToken: (token: string) => User | undefined;
}

const authorization = "authorization.k8s.io";
const authentication = "authentication.k8s.io";

const reviews: readonly (ReviewType & { readonly answer: (asked: Asked) => unknown })[] = [
  { group: authorization, plural: "selfsubjectaccessreviews", kind: "SelfSubjectAccessReview", answer: reviewAccess },
  { group: authorization, plural: "subjectaccessreviews", kind: "SubjectAccessReview", answer: reviewAccessOf },
  { group: authorization, plural: "selfsubjectrulesreviews", kind: "SelfSubjectRulesReview", answer: reviewRules },
  {
    group: authentication,
    plural: "selfsubjectreviews",
    kind: "SelfSubjectReview",
    answer: ({ user }) => ({ userInfo: userInfo(user) }),
  },
  { group: authentication, plural: "tokenreviews", kind: "TokenReview", answer: reviewToken },
];

export const reviewTypes: readonly ReviewType[] = reviews;

/** The review object with its `status` filled in. */
export function answerReview(type: ReviewType, body: unknown, asked: Omit<Asked, "spec">): unknown {
  const review = reviews.find(({ plural }) => plural === type.plural);
  if (!review || !isFields(body) || (body["kind"] !== undefined && body["kind"] !== type.kind)) {
    throw badRequest(`the body of the request is not a ${type.kind}`);
  }
  const spec = isFields(body["spec"]) ? body["spec"] : {};
  const metadata = { creationTimestamp: null };
  const status = review.answer({ ...asked, spec });
  return { kind: type.kind, apiVersion: `${type.group}/v1`, metadata, ...("spec" in body && { spec }), status };
}

function reviewAccess({ user, spec }: Asked): unknown {
  const asked = spec["resourceAttributes"];
  if (isFields(asked)) {
    const allowed = mayDo(user, wishOf(asked));
    return { allowed, ...(!allowed && { reason: `the role "${user.role}" does not include it` }) };
  }
  const path = isFields(spec["nonResourceAttributes"]) ? spec["nonResourceAttributes"] : undefined;
  if (!path) throw badRequest("exactly one of nonResourceAttributes or resourceAttributes must be specified");
  return { allowed: user.role === "admin" || path["verb"] === "get" };
}

/** The same of somebody else: a user, groups, or both. */
function reviewAccessOf(asked: Asked): unknown {
  const { user, groups } = asked.spec;
  const name = typeof user === "string" ? user : "";
  const all = Array.isArray(groups) ? groups.map(String) : [];
  if (!name && all.length === 0) throw badRequest("at least one of user or group must be specified");
  return reviewAccess({ ...asked, user: subject(name, all) });
}

function wishOf(asked: Readonly<Record<string, unknown>>): Wish {
  const field = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const optional = (name: "subresource" | "namespace" | "name") => (field(name) ? { [name]: field(name) } : {});
  return {
    verb: field("verb") || "*",
    group: field("group"),
    plural: field("resource") || "*",
    ...optional("subresource"),
    ...optional("namespace"),
    ...optional("name"),
  };
}

function reviewRules({ user, spec }: Asked): unknown {
  const namespace = typeof spec["namespace"] === "string" ? spec["namespace"] : "";
  if (!namespace) throw badRequest("no namespace on request");
  const resourceRules = accessRules(user, namespace).map(({ verbs, groups, resources }) => ({
    verbs,
    apiGroups: groups,
    resources,
  }));
  const everyPath = user.role === "admin" ? [{ verbs: ["*"], nonResourceURLs: ["*"] }] : [];
  const discovery = {
    verbs: ["get"],
    nonResourceURLs: ["/api", "/api/*", "/apis", "/apis/*", "/openapi/*", "/version"],
  };
  return { resourceRules, nonResourceRules: [...everyPath, discovery], incomplete: false };
}

function reviewToken({ spec, userOfToken }: Asked): unknown {
  const found = userOfToken(typeof spec["token"] === "string" ? spec["token"] : "");
  return found
    ? { authenticated: true, user: userInfo(found) }
    : { authenticated: false, error: "invalid bearer token" };
}

function userInfo({ name, groups }: User) {
  return { username: name, groups };
}
