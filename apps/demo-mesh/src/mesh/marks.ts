import type { SeedOwner } from "./seed-object.ts";

/** How an object says who made it. */
export interface Marks {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly SeedOwner[];
  /** The tool its fields are managed by. */
  readonly manager: string;
}

export const BY_KUBECTL: Marks = { manager: "kubectl-client-side-apply" };

/** `path`: `namespace/name`. https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/ */
export function byArgo(app: string, kind: string, path: string, group = "networking.istio.io"): Marks {
  return {
    manager: "argocd-controller",
    annotations: { "argocd.argoproj.io/tracking-id": `${app}:${group}/${kind}:${path}` },
  };
}

/** https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export function byFlux(kustomization: string): Marks {
  return {
    manager: "kustomize-controller",
    labels: {
      "kustomize.toolkit.fluxcd.io/name": kustomization,
      "kustomize.toolkit.fluxcd.io/namespace": "flux-system",
    },
  };
}

/** https://docs.flagger.app/usage/how-it-works */
export function byFlagger(canary: string): Marks {
  return {
    manager: "flagger",
    ownerReferences: [{ apiVersion: "flagger.app/v1beta1", kind: "Canary", name: canary, uid: "", controller: true }],
  };
}
