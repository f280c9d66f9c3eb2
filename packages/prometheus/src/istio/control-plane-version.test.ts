import { expect, it } from "vitest";
import type { PrometheusClient } from "../client.ts";
import { readControlPlaneVersion } from "./control-plane-version.ts";

function versionOf(...tags: (string | undefined)[]): Promise<string | undefined> {
  const rows = tags.map((tag) => ({ metric: { ...(tag !== undefined && { tag }) }, value: 1 }));
  const client = { query: async () => ({ rows, warnings: [] }) };
  return readControlPlaneVersion(client as unknown as PrometheusClient, 1000);
}

it.each([
  { tags: ["1.27.1"], version: "1.27.1" },
  { tags: ["1.20.3-distroless"], version: "1.20.3" },
  { tags: ["1.20.3", "1.9.9"], version: "1.9.9" },
  { tags: ["unknown", undefined], version: undefined },
  { tags: [], version: undefined },
])("takes the oldest of $tags: $version", async ({ tags, version }) => {
  expect(await versionOf(...tags)).toBe(version);
});
