import { createPart, textAt } from "./part.ts";

/** How long callers wait. A VirtualService says it of the rule, with tries and waits between them. */
export const timeout = createPart([["timeout"]], { request: textAt("timeout") });

/** An HTTPRoute knows the whole request and one try at a backend. GRPCRoutes have no timeouts. */
export const gatewayTimeouts = createPart([["timeouts"]], {
  request: textAt("timeouts", "request"),
  backendRequest: textAt("timeouts", "backendRequest"),
});
