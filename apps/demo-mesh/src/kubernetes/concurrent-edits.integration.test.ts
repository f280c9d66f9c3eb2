import { readFileSync } from "node:fs";
import { request } from "node:https";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { route, startTestCluster, type TestCluster, VIRTUAL_SERVICES, weightsOf } from "./testing/test-cluster.ts";

const EDITS = 200;
/** Each makes its edits one after the other, as fast as it is answered. */
const EDITORS = 20;
const KUBECTL_EDITS = 8;

let cluster: TestCluster;
let token: (role: string) => string;
beforeAll(async () => {
  cluster = await startTestCluster({ kubectl: process.env["KUBECTL"] ?? "kubectl", path: process.env["PATH"] });
  const dir = join(dirname(cluster.api.kubeconfigPath), "tokens");
  token = (role) => readFileSync(join(dir, role), "utf8").trim();
});
afterAll(() => cluster.close());

interface Told {
  readonly code: number;
  readonly body: { readonly metadata?: { readonly resourceVersion?: string }; readonly reason?: string };
}

const pathOf = (name: string) => `/apis/networking.istio.io/v1/namespaces/payments/virtualservices/${name}`;

function send(role: string, method: string, path: string, contentType: string, body: unknown): Promise<Told> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, cluster.api.url);
    const headers = { authorization: `Bearer ${token(role)}`, "content-type": contentType };
    const asked = request(url, { method, headers, rejectUnauthorized: false }, (answer) => {
      let text = "";
      answer.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on("end", () => resolve({ code: answer.statusCode ?? 0, body: JSON.parse(text) }));
    });
    asked.on("error", reject);
    asked.end(JSON.stringify(body));
  });
}

/** Moves one share from v1 to v2, naming the weights it saw. */
function weightPatch(name: string, role: string) {
  const [first = 0, second = 0] = weightsOf(stored(name)) as number[];
  const at = (nth: number) => `/spec/http/0/route/${nth}/weight`;
  const move = [
    { op: "test", path: at(0), value: first },
    { op: "test", path: at(1), value: second },
    { op: "replace", path: at(0), value: first + 1 },
    { op: "replace", path: at(1), value: second + 1 },
  ];
  return send(role, "PATCH", pathOf(name), "application/json-patch+json", move);
}

const stored = (name: string) => cluster.store.get(VIRTUAL_SERVICES, "payments", name);

it("counts every accepted edit of two people and kubectl, and refuses the others as conflicts", async () => {
  cluster.store.create(VIRTUAL_SERVICES, route("raced", [1000, 1000]));
  const annotate = Array.from({ length: KUBECTL_EDITS }, (_, nth) =>
    cluster.kubectl(["annotate", "vs", "raced", "-n", "payments", `edit-${nth}=kubectl`]),
  );
  const editor = async (nth: number) => {
    const told: Told[] = [];
    for (let edit = 0; edit < EDITS / EDITORS; edit += 1) {
      told.push(await weightPatch("raced", nth % 2 === 0 ? "admin" : "payments-team"));
    }
    return told;
  };
  const told = (await Promise.all(Array.from({ length: EDITORS }, (_, nth) => editor(nth)))).flat();
  const annotated = await Promise.all(annotate);

  const accepted = told.filter(({ code }) => code === 200);
  expect(accepted.length).toBeGreaterThan(EDITS / EDITORS / 2);
  expect(new Set(told.map(({ code }) => code))).toEqual(new Set([200, 422]));
  // Nothing is lost and nothing counted twice: the weights are the first ones and each accepted edit.
  expect(weightsOf(stored("raced"))).toEqual([1000 + accepted.length, 1000 + accepted.length]);
  expect(annotated.map(({ code }) => code)).toEqual(annotated.map(() => 0));
  const notes = Object.keys(stored("raced")?.metadata.annotations ?? {});
  expect(notes).toEqual(expect.arrayContaining(Array.from({ length: KUBECTL_EDITS }, (_, nth) => `edit-${nth}`)));
  const versions = accepted.map(({ body }) => body.metadata?.resourceVersion);
  expect(new Set(versions).size).toBe(accepted.length);
});

it("lets exactly one of many replace the version they all saw", async () => {
  const seen = cluster.store.create(VIRTUAL_SERVICES, route("replaced", [50, 50]));
  const replace = Array.from({ length: EDITS }, (_, nth) => {
    const { spec } = route("replaced", [nth, 100]) as { spec?: object };
    const role = nth % 2 === 0 ? "admin" : "payments-team";
    return send(role, "PUT", pathOf("replaced"), "application/json", { ...seen, spec });
  });
  const told = await Promise.all(replace);

  const won = told.flatMap(({ code }, nth) => (code === 200 ? [nth] : []));
  expect(won).toHaveLength(1);
  expect(told.filter(({ code }) => code === 409)).toHaveLength(EDITS - 1);
  expect(told.find(({ code }) => code === 409)?.body).toMatchObject({ reason: "Conflict" });
  expect(weightsOf(stored("replaced"))).toEqual([won[0], 100]);
});

it("lets edits of different objects and different fields all land", async () => {
  for (const name of ["left", "right"]) cluster.store.create(VIRTUAL_SERVICES, route(name, [50, 50]));
  const merge = (name: string, nth: number) =>
    send(nth % 2 === 0 ? "admin" : "payments-team", "PATCH", pathOf(name), "application/merge-patch+json", {
      metadata: { annotations: { [`edit-${nth}`]: "done" } },
    });
  const told = await Promise.all(
    Array.from({ length: EDITS }, (_, nth) => merge(nth % 3 === 0 ? "left" : "right", nth)),
  );

  expect(told.map(({ code }) => code)).toEqual(told.map(() => 200));
  const notes = ["left", "right"].flatMap((name) => Object.keys(stored(name)?.metadata.annotations ?? {}));
  expect(notes).toHaveLength(EDITS);
});
