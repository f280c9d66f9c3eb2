import type { Capabilities } from "@fyr/contract";
import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { capabilities, trafficRoutes } from "./queries.ts";
import { routeChanges } from "./traffic-queries.ts";

const alone: Capabilities = {
  version: "0",
  provider: "istio",
  readOnly: false,
  cluster: { connected: false },
  prometheus: {},
  refreshSeconds: 5,
  defaultWindowSeconds: 60,
  minimumWindowSeconds: 60,
};

it("asks nobody for routes and their changes where there is no cluster", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(capabilities.queryKey, alone);
  await expect(client.fetchQuery(trafficRoutes)).rejects.toMatchObject({ code: "no_cluster" });
  await expect(client.fetchQuery(routeChanges())).rejects.toMatchObject({ code: "no_cluster" });
});
