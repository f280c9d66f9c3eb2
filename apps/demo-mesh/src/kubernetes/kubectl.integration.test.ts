import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  DEPLOYMENTS,
  route,
  startTestCluster,
  type TestCluster,
  VIRTUAL_SERVICES,
  weightsOf,
} from "./testing/test-cluster.ts";

const KUBECTL = process.env["KUBECTL"] ?? "kubectl";
const version = JSON.parse(execFileSync(KUBECTL, ["version", "--client", "-o", "json"]).toString());
const minor = Number.parseInt(version.clientVersion.minor, 10);

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster({ kubectl: KUBECTL, path: process.env["PATH"] });
});
afterAll(() => cluster.close());

const yaml = (draft: unknown) => JSON.stringify(draft);
const routeNow = (name: string, namespace = "payments") => cluster.store.get(VIRTUAL_SERVICES, namespace, name);
const jsonPatch = (name: string, operations: readonly unknown[]) => [
  ...["patch", "virtualservice", name, "-n", "payments", "--type", "json", "-p", JSON.stringify(operations)],
];

// Each test has objects of its own, so that they can run beside each other.
describe.concurrent("kubectl reads", () => {
  it("knows the resources and their short names", async () => {
    const { stdout } = await cluster.kubectl(["api-resources"]);
    expect(stdout).toMatch(/virtualservices +vs +networking\.istio\.io\/v1 +true +VirtualService/);
    expect(stdout).toMatch(/httproutes +gateway\.networking\.k8s\.io\/v1/);
    expect(stdout).toMatch(/deployments +deploy +apps\/v1/);
  });

  it("prints pods with the columns people know", async () => {
    const { stdout } = await cluster.kubectl(["get", "pods", "-n", "payments", "-o", "wide"]);
    expect(stdout).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE +IP +NODE/);
    expect(stdout).toMatch(/payment-v1-x +2\/2 +Running +3 +\d+s +10\.0\.0\.1 +node-a/);
    expect(stdout).toMatch(/payment-v2-x +1\/2 +Running/);
  });

  it("prints deployments and routes of all namespaces", async () => {
    const { stdout } = await cluster.kubectl(["get", "vs,deploy", "-A"]);
    expect(stdout).toMatch(/NAMESPACE +NAME +GATEWAYS +HOSTS +AGE/);
    expect(stdout).toMatch(/payments +virtualservice\.networking\.istio\.io\/payment +\["payment"\]/);
    expect(stdout).toMatch(/payments +deployment\.apps\/payment-v1 +2\/2 +2 +2/);
  });

  it("shows one object as YAML in the version asked for", async () => {
    const args = ["get", "virtualservices.v1alpha3.networking.istio.io", "payment", "-n", "payments", "-o", "yaml"];
    const { stdout } = await cluster.kubectl(args);
    expect(stdout).toContain("apiVersion: networking.istio.io/v1alpha3");
    expect(stdout).toContain("weight: 95");
  });

  it.each([
    { selector: ["-l", "version in (v1),app=payment"], names: "pod/payment-v1-x" },
    { selector: ["-l", "version notin (v1)"], names: "pod/payment-v2-x" },
    { selector: ["--field-selector", "spec.nodeName=node-b"], names: "pod/payment-v2-x" },
    { selector: ["-l", "!version"], names: "" },
  ])("selects pods by $selector", async ({ selector, names }) => {
    const { stdout } = await cluster.kubectl(["get", "pods", "-n", "payments", "-o", "name", ...selector]);
    expect(stdout.trim()).toBe(names);
  });

  it("reads long lists page by page", async () => {
    const { stdout } = await cluster.kubectl(["get", "vs", "-n", "payments", "--chunk-size=1", "-o", "name"]);
    expect(stdout).toContain("virtualservice.networking.istio.io/billing");
    expect(stdout).toContain("virtualservice.networking.istio.io/payment");
  });

  it.skipIf(minor < 24)("explains a field of a route", async () => {
    const { stdout } = await cluster.kubectl(["explain", "virtualservice.spec.http.route.weight"]);
    expect(stdout).toMatch(/weight\s*<integer>/);
  });

  it("says what is not there", async () => {
    const { code, stderr } = await cluster.kubectl(["get", "vs", "nobody", "-n", "payments"]);
    expect(code).toBe(1);
    expect(stderr).toContain('Error from server (NotFound): virtualservices.networking.istio.io "nobody" not found');
  });
});

describe.concurrent("kubectl writes", () => {
  it("applies a new route and then a change of it", async () => {
    const first = await cluster.kubectl(["apply", "-f", "-"], yaml(route("apply", [90, 10], "shop")));
    const second = await cluster.kubectl(["apply", "-f", "-"], yaml(route("apply", [80, 20], "shop")));
    const third = await cluster.kubectl(["apply", "-f", "-"], yaml(route("apply", [80, 20], "shop")));
    expect([first, second, third].map(({ stdout }) => stdout.trim().split(" ").at(-1))).toEqual([
      "created",
      "configured",
      "unchanged",
    ]);
    expect(weightsOf(routeNow("apply", "shop"))).toEqual([80, 20]);
    expect(routeNow("apply", "shop")?.metadata.managedFields?.[0]?.manager).toContain("kubectl");
  });

  it("stores nothing on a server-side dry run", async () => {
    const before = routeNow("ledger");
    const changed = await cluster.kubectl(["apply", "--dry-run=server", "-f", "-"], yaml(route("ledger", [50, 50])));
    const made = await cluster.kubectl(["create", "--dry-run=server", "-f", "-"], yaml(route("dry", [90, 10])));
    expect(changed.stdout).toContain("(server dry run)");
    expect(made.stdout).toContain("created (server dry run)");
    expect(routeNow("ledger")).toBe(before);
    expect(routeNow("dry")).toBeUndefined();
  });

  it("moves weights by a JSON patch that names the old ones", async () => {
    const weight = "/spec/http/0/route/0/weight";
    const moved = await cluster.kubectl(
      jsonPatch("billing", [
        { op: "test", path: weight, value: 95 },
        { op: "replace", path: weight, value: 60 },
      ]),
    );
    expect(moved.stdout).toContain("patched");
    const again = await cluster.kubectl(jsonPatch("billing", [{ op: "test", path: weight, value: 95 }]));
    expect(again.stderr).toContain("The request is invalid");
    expect(weightsOf(routeNow("billing"))).toEqual([60, 5]);
  });

  it("merges a patch, and refuses one from an old version", async () => {
    const patch = (body: unknown) =>
      cluster.kubectl(["patch", "vs", "fraud", "-n", "payments", "--type", "merge", "-p", JSON.stringify(body)]);
    expect((await patch({ spec: { gateways: ["mesh"] } })).stdout).toContain("patched");
    const { stderr } = await patch({ metadata: { resourceVersion: "1" }, spec: { gateways: null } });
    expect(stderr).toContain(
      'Error from server (Conflict): Operation cannot be fulfilled on virtualservices.networking.istio.io "fraud": the object has been modified; please apply your changes to the latest version and try again',
    );
    expect(routeNow("fraud")?.["spec"]).toMatchObject({ gateways: ["mesh"] });
  });

  it("refuses to replace what has changed since it was read", async () => {
    const stale = cluster.store.create(VIRTUAL_SERVICES, route("replace", [90, 10]));
    cluster.store.update(VIRTUAL_SERVICES, route("replace", [70, 30]));
    const { stderr } = await cluster.kubectl(["replace", "-f", "-"], yaml(stale));
    expect(stderr).toContain("Error from server (Conflict)");
    expect(weightsOf(routeNow("replace"))).toEqual([70, 30]);
  });

  it("scales, labels and patches a deployment by list keys", async () => {
    const target = ["deploy", "payment-v2", "-n", "payments"];
    await cluster.kubectl(["scale", ...target, "--replicas=5"]);
    await cluster.kubectl(["label", ...target, "tier=gold"]);
    await cluster.kubectl(["annotate", ...target, "note=careful"]);
    await cluster.kubectl(["set", "image", ...target, "payment=demo/payment:2"]);
    const deployment = cluster.store.get(DEPLOYMENTS, "payments", "payment-v2");
    expect(deployment).toMatchObject({
      metadata: { labels: { app: "payment", tier: "gold" }, annotations: { note: "careful" }, generation: 3 },
      spec: { replicas: 5, template: { spec: { containers: [{ name: "payment", image: "demo/payment:2" }] } } },
      status: { readyReplicas: 2 },
    });
  });

  it("has no strategic merge patch for routes", async () => {
    const { stderr } = await cluster.kubectl([
      "patch",
      "vs",
      "payment",
      "-n",
      "payments",
      "--type",
      "strategic",
      "-p",
      '{"spec":{}}',
    ]);
    expect(stderr).toContain("the body of the request was in an unknown format - accepted media types include");
  });

  it("deletes, and waits until it is gone", async () => {
    cluster.store.create(VIRTUAL_SERVICES, route("gone", [100]));
    const { stdout } = await cluster.kubectl(["delete", "vs", "gone", "-n", "payments"]);
    expect(stdout).toContain('"gone" deleted');
    expect(routeNow("gone")).toBeUndefined();
  });

  it("makes a namespace and takes it away with what is in it", async () => {
    await cluster.kubectl(["create", "namespace", "fresh"]);
    const made = await cluster.kubectl(["create", "-f", "-"], yaml(route("inside", [100], "fresh")));
    expect(made.stdout).toContain("created");
    await cluster.kubectl(["delete", "namespace", "fresh"]);
    expect(routeNow("inside", "fresh")).toBeUndefined();
  });

  it("watches what others do", async () => {
    const seen: string[] = [];
    const watched = new Promise<void>((resolve) => {
      const stop = cluster.follow(
        ["get", "vs", "-n", "platform", "--watch", "-o", "jsonpath={.metadata.name} {.metadata.generation}{'\\n'}"],
        (line) => {
          seen.push(line);
          if (seen.length === 1) cluster.store.update(VIRTUAL_SERVICES, route("watched", [50, 50], "platform"));
          if (seen.length < 2) return;
          stop();
          resolve();
        },
      );
    });
    cluster.store.create(VIRTUAL_SERVICES, route("watched", [90, 10], "platform"));
    await watched;
    expect(seen).toEqual(["watched 1", "watched 2"]);
  });
});

describe.concurrent("kubectl is refused", () => {
  it.each([
    {
      what: "a negative weight",
      weights: [105, -5],
      says: 'admission webhook "validation.istio.io" denied the request: configuration is invalid: weight -5 < 0',
    },
    {
      what: "weights that are all zero",
      weights: [0, 0],
      says: "configuration is invalid: total destination weight = 0",
    },
    {
      what: "a weight that is text",
      weights: ["95", 5],
      says: 'spec.http[0].route[0].weight: Invalid value: "string": spec.http[0].route[0].weight in body must be of type integer',
    },
  ])("$what", async ({ weights, says }) => {
    const { code, stderr } = await cluster.kubectl(
      ["create", "--validate=false", "-f", "-"],
      yaml(route("refused", weights as number[])),
    );
    expect(code).toBe(1);
    expect(stderr).toContain(says);
    expect(routeNow("refused")).toBeUndefined();
  });

  it.skipIf(minor < 27)("a field that does not exist", async () => {
    const wrong = { ...route("typo", [100]), spec: { hosts: ["typo"], htttp: [] } };
    const { stderr } = await cluster.kubectl(["create", "-f", "-"], yaml(wrong));
    expect(stderr).toContain('strict decoding error: unknown field "spec.htttp"');
  });

  it("what the role does not include", async () => {
    const patch = [
      "patch",
      "vs",
      "payment",
      "-n",
      "payments",
      "--type",
      "merge",
      "-p",
      '{"metadata":{"labels":{"a":"b"}}}',
    ];
    const { stderr } = await cluster.kubectl([...patch, "--context", "viewer"]);
    expect(stderr).toContain(
      'virtualservices.networking.istio.io "payment" is forbidden: User "vera" cannot patch resource "virtualservices" in API group "networking.istio.io" in the namespace "payments"',
    );
    expect((await cluster.kubectl([...patch, "--context", "payments-team"])).stdout).toContain("patched");
  });

  it.each([
    { context: "admin", namespace: "shop", answer: "yes" },
    { context: "payments-team", namespace: "payments", answer: "yes" },
    { context: "payments-team", namespace: "shop", answer: "no" },
    { context: "viewer", namespace: "payments", answer: "no" },
  ])("$context asks whether it may edit routes in $namespace: $answer", async ({ context, namespace, answer }) => {
    const { stdout } = await cluster.kubectl(["auth", "can-i", "patch", "vs", "-n", namespace, "--context", context]);
    expect(stdout).toMatch(new RegExp(`^${answer}`));
  });

  it.skipIf(minor < 28)("but is told who it is", async () => {
    const { stdout } = await cluster.kubectl(["auth", "whoami", "--context", "payments-team", "-o", "json"]);
    expect(JSON.parse(stdout).status.userInfo).toMatchObject({
      username: "paul",
      groups: ["payments-team", "system:authenticated"],
    });
  });
});

describe.concurrent("kubectl as Fyr's own account", () => {
  const create = async (kind: string, group: string, spec: object) => {
    const review = yaml({ apiVersion: `${group}/v1`, kind, spec });
    const asked = ["create", "--validate=false", "--context", "fyr", "-o", "json", "-f", "-"];
    return JSON.parse((await cluster.kubectl(asked, review)).stdout).status;
  };

  it("learns whose a token is", async () => {
    const token = readFileSync(join(dirname(cluster.api.kubeconfigPath), "tokens/payments-team"), "utf8").trim();
    const status = await create("TokenReview", "authentication.k8s.io", { token });
    expect(status).toMatchObject({ authenticated: true, user: { username: "paul" } });
  });

  it.each([
    { namespace: "payments", allowed: true },
    { namespace: "shop", allowed: false },
  ])("learns what somebody else may do in $namespace", async ({ namespace, allowed }) => {
    const resourceAttributes = { verb: "patch", group: "networking.istio.io", resource: "virtualservices", namespace };
    const status = await create("SubjectAccessReview", "authorization.k8s.io", { user: "paul", resourceAttributes });
    expect(status).toMatchObject({ allowed });
  });

  it("may not delete what it guards", async () => {
    const { stderr } = await cluster.kubectl(["delete", "vs", "payment", "-n", "payments", "--context", "fyr"]);
    expect(stderr).toContain('User "system:serviceaccount:fyr-system:fyr" cannot delete resource "virtualservices"');
  });
});

describe("kubectl under Istio 1.14", () => {
  let old: TestCluster;
  beforeAll(async () => {
    old = await startTestCluster({ kubectl: KUBECTL, path: process.env["PATH"], istioVersion: "1.14.6" });
  });
  afterAll(() => old.close());

  it("reads and writes routes in the version that was preferred then", async () => {
    const { stdout } = await old.kubectl(["get", "vs", "payment", "-n", "payments", "-o", "jsonpath={.apiVersion}"]);
    expect(stdout).toBe("networking.istio.io/v1beta1");
    const moved = await old.kubectl(weights("payment", 60, 40));
    expect(moved.stdout).toContain("patched");
    expect(weightsOf(old.store.get(VIRTUAL_SERVICES, "payments", "payment"))).toEqual([60, 40]);
  });

  it("is refused weights that do not sum to 100", async () => {
    const { stderr } = await old.kubectl(weights("billing", 60, 5));
    expect(stderr).toContain("configuration is invalid: total destination weight 65 != 100");
  });

  const weights = (name: string, ...values: number[]) =>
    jsonPatch(
      name,
      values.map((value, nth) => ({ op: "replace", path: `/spec/http/0/route/${nth}/weight`, value })),
    );
});
