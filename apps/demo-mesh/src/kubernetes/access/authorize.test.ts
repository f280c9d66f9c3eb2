import { describe, expect, it } from "vitest";
import { denial, mayDo } from "./authorize.ts";
import { answerReview, reviewTypes } from "./reviews.ts";
import { demoUsers, stranger } from "./users.ts";

const [ada = stranger("?"), paul = stranger("?"), vera = stranger("?"), fyr = stranger("?")] = demoUsers;
const nobody = stranger("mallory");
const istio = "networking.istio.io";
const gatewayApi = "gateway.networking.k8s.io";
const wish = (verb: string, plural: string, group = istio, namespace = "payments") => ({
  verb,
  group,
  plural,
  namespace,
});

describe("roles", () => {
  it.each([
    { user: ada, wish: wish("delete", "nodes", "", ""), may: true },
    { user: paul, wish: wish("patch", "virtualservices"), may: true },
    { user: paul, wish: wish("patch", "virtualservices", istio, "shop"), may: false },
    { user: paul, wish: wish("patch", "virtualservices", istio, ""), may: false },
    { user: paul, wish: wish("create", "events", ""), may: true },
    { user: paul, wish: wish("patch", "deployments", "apps"), may: false },
    { user: paul, wish: wish("list", "pods", "", "shop"), may: true },
    { user: vera, wish: wish("watch", "virtualservices"), may: true },
    { user: vera, wish: wish("create", "virtualservices"), may: false },
    { user: vera, wish: wish("create", "selfsubjectaccessreviews", "authorization.k8s.io", ""), may: true },
    { user: paul, wish: wish("patch", "httproutes", gatewayApi), may: true },
    { user: paul, wish: wish("patch", "httproutes", gatewayApi, "shop"), may: false },
    { user: paul, wish: wish("create", "leases", "coordination.k8s.io"), may: false },
    { user: paul, wish: wish("create", "subjectaccessreviews", "authorization.k8s.io", ""), may: false },
    { user: fyr, wish: wish("list", "pods", "", ""), may: true },
    { user: fyr, wish: wish("get", "secrets", ""), may: false },
    { user: fyr, wish: wish("patch", "virtualservices", istio, "shop"), may: true },
    { user: fyr, wish: wish("create", "virtualservices", istio, "shop"), may: false },
    { user: fyr, wish: wish("patch", "destinationrules"), may: false },
    { user: fyr, wish: wish("create", "tokenreviews", "authentication.k8s.io", ""), may: true },
    { user: fyr, wish: wish("create", "subjectaccessreviews", "authorization.k8s.io", ""), may: true },
    { user: fyr, wish: wish("update", "leases", "coordination.k8s.io", "fyr-system"), may: true },
    { user: fyr, wish: wish("update", "leases", "coordination.k8s.io"), may: false },
    { user: nobody, wish: wish("get", "pods", ""), may: false },
  ])("$user.name may $wish.verb $wish.plural in $wish.namespace: $may", ({ user, wish: asked, may }) => {
    expect(mayDo(user, asked)).toBe(may);
  });

  it("are denied in the API server's words", () => {
    expect(denial(vera, { ...wish("create", "leases", "coordination.k8s.io"), name: "guard" }).message).toBe(
      'leases.coordination.k8s.io "guard" is forbidden: User "vera" cannot create resource "leases" in API group "coordination.k8s.io" in the namespace "payments"',
    );
    expect(
      denial(vera, { verb: "patch", group: "apps", plural: "deployments", subresource: "scale" }).message,
    ).toContain('cannot patch resource "deployments/scale" in API group "apps" at the cluster scope');
  });
});

describe("reviews", () => {
  const review = (kind: string, spec: object | undefined, user = paul) => {
    const type = reviewTypes.find((one) => one.kind === kind);
    if (!type) throw new Error(`no review ${kind}`);
    return answerReview(
      type,
      { kind, ...(spec && { spec }) },
      { user, userOfToken: (token) => (token === "good" ? vera : undefined) },
    );
  };

  it("tell what one may do", () => {
    const ask = (namespace: string) =>
      review("SelfSubjectAccessReview", {
        resourceAttributes: { verb: "patch", group: istio, resource: "virtualservices", namespace },
      });
    expect(ask("payments")).toMatchObject({ status: { allowed: true } });
    expect(ask("shop")).toMatchObject({ status: { allowed: false } });
    expect(
      review("SelfSubjectAccessReview", { nonResourceAttributes: { path: "/metrics", verb: "get" } }),
    ).toMatchObject({ status: { allowed: true } });
    expect(() => review("SelfSubjectAccessReview", {})).toThrow("exactly one of");
  });

  it.each([
    { who: { user: "paul" }, namespace: "payments", allowed: true },
    { who: { user: "paul" }, namespace: "shop", allowed: false },
    { who: { user: "tom", groups: ["payments-team"] }, namespace: "payments", allowed: true },
    { who: { user: "mallory", groups: ["guests"] }, namespace: "payments", allowed: false },
  ])("tell what $who may do in $namespace: $allowed", ({ who, namespace, allowed }) => {
    const resourceAttributes = { verb: "patch", group: istio, resource: "virtualservices", namespace };
    expect(review("SubjectAccessReview", { ...who, resourceAttributes }, fyr)).toMatchObject({ status: { allowed } });
  });

  it("want to know of whom", () => {
    expect(() => review("SubjectAccessReview", { resourceAttributes: { verb: "get" } }, fyr)).toThrow("at least one");
  });

  it("list what one may do", () => {
    const rules = review("SelfSubjectRulesReview", { namespace: "payments" });
    expect(rules).toMatchObject({
      status: {
        incomplete: false,
        resourceRules: expect.arrayContaining([expect.objectContaining({ apiGroups: [istio, gatewayApi] })]),
      },
    });
    expect(() => review("SelfSubjectRulesReview", {})).toThrow("no namespace");
  });

  it("tell who one is, and whose a token is", () => {
    expect(review("SelfSubjectReview", undefined)).toMatchObject({
      status: { userInfo: { username: "paul", groups: ["payments-team", "system:authenticated"] } },
    });
    expect(review("TokenReview", { token: "good" })).toMatchObject({
      status: { authenticated: true, user: { username: "vera" } },
    });
    expect(review("TokenReview", { token: "bad" })).toMatchObject({ status: { authenticated: false } });
  });
});
