import type { PrometheusClient } from "../client.ts";
import { isOneOf, select } from "../promql.ts";

/**
 * The oldest version of istiod that is measured at an instant (Unix seconds), as `1.27.0`: while one is being replaced
 * both hold. Undefined where istiod is not scraped, or was built without a version.
 */
export async function readControlPlaneVersion(
  client: PrometheusClient,
  at: number,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { rows } = await client.query(select("istio_build", [isOneOf("component", ["pilot"])]), at, signal);
  const versions = rows.flatMap(({ metric }) => /^v?(\d+\.\d+(?:\.\d+)?)/.exec(metric["tag"] ?? "")?.[1] ?? []);
  return versions.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))[0];
}
