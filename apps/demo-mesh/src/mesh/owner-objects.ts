import { RESOURCES } from "../traffic/cluster-view.ts";
import type { SeedObject } from "./seed-object.ts";

/** Where the tools live that own objects of the mesh. */
export const OWNER_NAMESPACES = ["argocd", "flux-system"];

const REPOSITORY = "https://git.example.com/shop/mesh.git";

/** What Argo CD, Flux, Flagger and Argo Rollouts know of what they own. They come before it. */
export function ownerObjects(): SeedObject[] {
  return [
    application("shop", "overlays/prod/shop", { prune: true, selfHeal: true }),
    application("checkout", "overlays/prod/checkout", { prune: true }),
    gitRepository(),
    kustomization(),
    canary(),
    rollout(),
  ];
}

function application(name: string, path: string, automated: object): SeedObject {
  return {
    resource: RESOURCES.applications,
    manager: "argocd-server",
    object: {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: { name, namespace: "argocd" },
      spec: {
        project: "default",
        source: { repoURL: REPOSITORY, path, targetRevision: "main" },
        destination: { server: "https://kubernetes.default.svc", namespace: name },
        syncPolicy: { automated },
      },
      status: { sync: { status: "Synced" }, health: { status: "Healthy" } },
    },
  };
}

function gitRepository(): SeedObject {
  return {
    resource: RESOURCES.gitRepositories,
    manager: "flux",
    object: {
      apiVersion: "source.toolkit.fluxcd.io/v1",
      kind: "GitRepository",
      metadata: { name: "mesh", namespace: "flux-system" },
      spec: { url: REPOSITORY, ref: { branch: "main" }, interval: "1m0s" },
    },
  };
}

function kustomization(): SeedObject {
  return {
    resource: RESOURCES.kustomizations,
    manager: "flux",
    object: {
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      kind: "Kustomization",
      metadata: { name: "ratings", namespace: "flux-system" },
      spec: {
        interval: "1m0s",
        path: "./overlays/prod/ratings",
        prune: true,
        sourceRef: { kind: "GitRepository", name: "mesh" },
      },
      status: { conditions: [{ type: "Ready", status: "True", reason: "ReconciliationSucceeded" }] },
    },
  };
}

function canary(): SeedObject {
  return {
    resource: RESOURCES.canaries,
    manager: "kubectl-client-side-apply",
    object: {
      apiVersion: "flagger.app/v1beta1",
      kind: "Canary",
      metadata: { name: "ads", namespace: "shop" },
      spec: {
        provider: "istio",
        targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "ads" },
        service: { port: 8080 },
        analysis: {
          interval: "1h",
          threshold: 5,
          maxWeight: 50,
          stepWeight: 10,
          metrics: [{ name: "request-success-rate", thresholdRange: { min: 99 }, interval: "1m" }],
        },
      },
      status: { phase: "Progressing", canaryWeight: 10, failedChecks: 0, iterations: 0 },
    },
  };
}

function rollout(): SeedObject {
  return {
    resource: RESOURCES.rollouts,
    manager: "kubectl-client-side-apply",
    object: {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "fx-rates", namespace: "shop" },
      spec: {
        replicas: 2,
        workloadRef: { apiVersion: "apps/v1", kind: "Deployment", name: "fx-rates" },
        strategy: {
          canary: {
            stableService: "fx-rates",
            canaryService: "fx-rates-canary",
            trafficRouting: { istio: { virtualService: { name: "fx-rates", routes: ["primary"] } } },
            steps: [{ setWeight: 20 }, { pause: {} }],
          },
        },
      },
      status: { phase: "Healthy", currentStepIndex: 2 },
    },
  };
}
