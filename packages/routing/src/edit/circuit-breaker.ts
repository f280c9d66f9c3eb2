import { createPart, numberAt, textAt } from "./part.ts";

const pool = ["trafficPolicy", "connectionPool"] as const;
const outliers = ["trafficPolicy", "outlierDetection"] as const;

/** Of a DestinationRule: what is beyond these limits is answered with 503 at once, and flagged UO. */
export const circuitBreaker = createPart([pool], {
  maxConnections: numberAt(...pool, "tcp", "maxConnections"),
  http1MaxPendingRequests: numberAt(...pool, "http", "http1MaxPendingRequests"),
  http2MaxRequests: numberAt(...pool, "http", "http2MaxRequests"),
  maxRequestsPerConnection: numberAt(...pool, "http", "maxRequestsPerConnection"),
  maxRetries: numberAt(...pool, "http", "maxRetries"),
});

/** Of a DestinationRule: pods that fail are left out for a while. */
export const outlierDetection = createPart([outliers], {
  consecutive5xxErrors: numberAt(...outliers, "consecutive5xxErrors"),
  interval: textAt(...outliers, "interval"),
  baseEjectionTime: textAt(...outliers, "baseEjectionTime"),
  maxEjectionPercent: numberAt(...outliers, "maxEjectionPercent"),
});
