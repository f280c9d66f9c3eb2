import { readFileSync } from "node:fs";
import { request } from "node:https";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { startTestCluster, type TestCluster } from "./testing/test-cluster.ts";

let cluster: TestCluster;
let authority: Buffer;
let tokens: ReadonlyMap<string, string>;
beforeAll(async () => {
  cluster = await startTestCluster({ kubectl: "kubectl", path: process.env["PATH"] });
  const config = parse(readFileSync(cluster.api.kubeconfigPath, "utf8"));
  authority = Buffer.from(config.clusters[0].cluster["certificate-authority-data"], "base64");
  tokens = new Map(config.users.map(({ name, user }: { name: string; user: { token: string } }) => [name, user.token]));
});
afterAll(() => cluster.close());

function ask(path: string, user: string | undefined, more: { headers?: Record<string, string>; body?: string } = {}) {
  const authorization = user ? { authorization: `Bearer ${tokens.get(user) ?? user}` } : {};
  return new Promise<{ code: number; text: string }>((resolve, reject) => {
    const asked = request(
      cluster.api.url + path,
      { ca: authority, method: more.body ? "POST" : "GET", headers: { ...authorization, ...more.headers } },
      (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on("end", () => resolve({ code: response.statusCode ?? 0, text }));
      },
    );
    asked.on("error", reject);
    asked.end(more.body);
  });
}

describe("the HTTPS side", () => {
  it.each([undefined, "wrong-token"])("lets nobody in without a good token (%s)", async (user) => {
    const { code, text } = await ask("/api/v1/pods", user);
    expect(code).toBe(401);
    expect(JSON.parse(text)).toMatchObject({ kind: "Status", status: "Failure", reason: "Unauthorized", code: 401 });
  });

  it("tells version and health to anybody", async () => {
    expect(await ask("/readyz", undefined)).toEqual({ code: 200, text: "ok" });
    expect(JSON.parse((await ask("/version", undefined)).text)).toMatchObject({ major: "1" });
  });

  it("answers as somebody else for the admin only", async () => {
    const headers = { "impersonate-user": "vera" };
    const path = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    const body = JSON.stringify({ kind: "SelfSubjectReview", apiVersion: "authentication.k8s.io/v1" });
    const asVera = await ask(path, "ada", { headers, body });
    expect(JSON.parse(asVera.text)).toMatchObject({ status: { userInfo: { username: "vera" } } });
    expect((await ask(path, "paul", { headers, body })).code).toBe(403);
  });

  it("refuses what is too large, and paths that are not encoded", async () => {
    const body = `"${"x".repeat(4 * 1024 * 1024)}"`;
    expect((await ask("/api/v1/namespaces", "ada", { body })).code).toBe(413);
    expect((await ask("/api/v1/namespaces/%zz", "ada")).code).toBe(400);
  });
});
