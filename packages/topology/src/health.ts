/** From which share of requests on traffic is called degraded or failing. */
export interface Tolerances {
  readonly serverErrors: { readonly degraded: number; readonly failing: number };
  readonly clientErrors: { readonly degraded: number; readonly failing: number };
  /** Fewer failed requests than this in the window prove nothing. */
  readonly minimumFailedRequests: number;
  /** Degraded when p95 is `factor` × usual and at least `byMs` above it, with `minimumRequests` in the window. */
  readonly slow: { readonly factor: number; readonly byMs: number; readonly minimumRequests: number };
}

export const defaultTolerances: Tolerances = {
  serverErrors: { degraded: 0.01, failing: 0.03 },
  clientErrors: { degraded: 0.1, failing: 0.2 },
  minimumFailedRequests: 5,
  slow: { factor: 2, byMs: 50, minimumRequests: 30 },
};
