import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { keepCredentials } from "./credentials.ts";
import { writeKubeconfig } from "./kubeconfig.ts";
import { writeTokenFiles } from "./token-files.ts";

const NOW_MS = Date.parse("2026-08-22T03:02:00Z");
const YEAR_MS = 365 * 86_400_000;
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "fyr-credentials-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("credentials", () => {
  it("are kept between starts, for the owner's eyes only", async () => {
    const first = await keepCredentials(dir, "127.0.0.1", NOW_MS);
    expect(await keepCredentials(dir, "127.0.0.1", NOW_MS)).toEqual(first);
    expect(mode(join(dir, "credentials.json"))).toBe("600");
  });

  it("get a new certificate before the old one expires, and keep their tokens", async () => {
    const first = await keepCredentials(dir, "127.0.0.1", NOW_MS);
    const later = await keepCredentials(dir, "127.0.0.1", NOW_MS + 3 * YEAR_MS);
    expect(later.certificate).not.toBe(first.certificate);
    expect(later.tokens).toEqual(first.tokens);
  });
});

describe("tokens", () => {
  it("lie in a file for each role, for the owner's eyes only", async () => {
    const credentials = await keepCredentials(dir, "127.0.0.1", NOW_MS);
    writeTokenFiles(join(dir, "tokens"), credentials);
    for (const [role, token] of Object.entries(credentials.tokens)) {
      expect(readFileSync(join(dir, "tokens", role), "utf8")).toBe(`${token}\n`);
      expect(mode(join(dir, "tokens", role))).toBe("600");
    }
  });

  it("are made for a role that an older demo did not have, and the others stay", async () => {
    const { tokens, ...rest } = await keepCredentials(dir, "127.0.0.1", NOW_MS);
    const { fyr: _fyr, ...older } = tokens;
    writeFileSync(join(dir, "credentials.json"), JSON.stringify({ ...rest, tokens: older }));
    const later = await keepCredentials(dir, "127.0.0.1", NOW_MS);
    expect(later.tokens).toEqual({ ...older, fyr: expect.any(String) });
    expect(later.certificate).toBe(rest.certificate);
  });
});

describe("a certificate", () => {
  it("is made anew for another name, and speaks for it", async () => {
    const first = await keepCredentials(dir, "127.0.0.1", NOW_MS);
    const moved = await keepCredentials(dir, "demo-mesh", NOW_MS);
    expect(moved.tokens).toEqual(first.tokens);
    expect(new X509Certificate(moved.certificate).checkHost("demo-mesh")).toBe("demo-mesh");
  });
});

describe("kubeconfig", () => {
  it("has a context for each role, the admin's first", async () => {
    const credentials = await keepCredentials(dir, "127.0.0.1", NOW_MS);
    const path = join(dir, "kubeconfig");
    writeKubeconfig(path, "https://127.0.0.1:21101", credentials);
    const config = parse(readFileSync(path, "utf8"));
    expect(mode(path)).toBe("600");
    expect(config["current-context"]).toBe("admin");
    expect(config.contexts.map(({ name }: { name: string }) => name)).toEqual([
      "admin",
      "payments-team",
      "viewer",
      "fyr",
    ]);
    expect(config.clusters).toEqual([
      {
        name: "demo-north",
        cluster: {
          server: "https://127.0.0.1:21101",
          "certificate-authority-data": Buffer.from(credentials.certificate).toString("base64"),
        },
      },
    ]);
  });
});
