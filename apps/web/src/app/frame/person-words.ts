/** Where the rights come from that Fyr acts with. */
export const via = {
  kubeconfig: "by the kubeconfig",
  serviceAccount: "by the service account",
  token: "with your token",
  none: "without a cluster",
} as const;
