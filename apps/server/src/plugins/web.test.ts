import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testApp } from "../testing/test-app.ts";

let app: FastifyInstance;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fyr-web-"));
  await mkdir(join(folder, "dist/assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "secret");
  await writeFile(join(folder, "dist/index.html"), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><p>Fyr');
  await writeFile(join(folder, "dist/favicon.svg"), "<svg/>");
  await writeFile(join(folder, "dist/assets/main-abc123.js"), "export {};");
  app = await testApp({ web: join(folder, "dist") });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const get = (url: string) => app.inject({ url, headers: { host: "localhost" } });

it.each(["/", "/traffic", "/traffic/payments/payment?at=1", "/index.html"])("serves the page at %s", async (url) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain("<p>Fyr");
});

it("lets in only the styles that carry this answer's nonce", async () => {
  const [one, two] = [await get("/"), await get("/")];
  const [, nonce] = /nonce="(\w+)"/.exec(one.body) ?? [];
  const policy = String(one.headers["content-security-policy"]);
  expect(policy).toContain(`'nonce-${nonce}'`);
  expect(policy).not.toMatch(/unsafe|upgrade-insecure-requests/);
  expect(two.body).not.toContain(nonce);
  expect(one.headers["cache-control"]).toBe("no-store");
});

it("lets browsers keep what carries a hash, and nothing else", async () => {
  expect((await get("/assets/main-abc123.js")).headers["cache-control"]).toContain("immutable");
  expect((await get("/favicon.svg")).headers["cache-control"]).toBe("no-cache");
});

it.each([
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/assets/gone.js",
  "/assets/gone",
  "/assets/map/gone",
  "/assets/",
  "/assets",
  "/%00",
])("has nothing at %s", async (url) => {
  const answer = await get(url);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(answer.body).not.toBe("secret");
});

it("says so when the pages are not built", async () => {
  const bare = await testApp({ web: join(folder, "nowhere") });
  const answer = await bare.inject({ url: "/", headers: { host: "localhost" } });
  await bare.close();
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain("not built");
});
