import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connectionAs, createConnection } from "./connection.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fyr-connection-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("says which kubeconfig cannot be read, and nothing of what is in it", async () => {
  const kubeconfig = join(folder, "config");
  await writeFile(kubeconfig, "users:\n- user: {token: hush-hush\n  name: [\n");
  const connection = createConnection({ kubeconfig });
  expect(() => connection.config()).toThrow(`${kubeconfig} could not be read: `);
  try {
    connection.config();
  } catch (error) {
    expect(String(error)).not.toContain("hush");
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("hush");
  }
});

it("names the contexts there are when the one wanted is not among them", async () => {
  const kubeconfig = join(folder, "config");
  await writeFile(kubeconfig, JSON.stringify({ contexts: [{ name: "north", context: { cluster: "c", user: "u" } }] }));
  expect(() => createConnection({ kubeconfig, context: "south" }).config()).toThrow("It has: north.");
});

it("takes nothing of Fyr's own user along to somebody else's requests", async () => {
  const kubeconfig = join(folder, "config");
  const cluster = { server: "https://10.0.0.1", "certificate-authority-data": "Y2E=" };
  const user = { "client-certificate-data": "Y2VydA==", "client-key-data": "a2V5", token: "own", as: "root" };
  const all = {
    clusters: [{ name: "north", cluster }],
    users: [{ name: "fyr", user }],
    contexts: [{ name: "north", context: { cluster: "north", user: "fyr" } }],
    "current-context": "north",
  };
  await writeFile(kubeconfig, JSON.stringify(all));
  const config = connectionAs(createConnection({ kubeconfig }), { token: "theirs" }).config();
  expect(config.getCurrentUser()).toEqual({ name: "caller", token: "theirs" });
  expect(config.getCurrentCluster()).toMatchObject({ server: "https://10.0.0.1", caData: "Y2E=" });
});
