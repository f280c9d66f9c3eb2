import { isDeepStrictEqual } from "node:util";
import type { WorkloadSpec } from "../mesh/mesh-spec.ts";
import { RESOURCES } from "../traffic/cluster-view.ts";
import type { Edit, Fields } from "./happening.ts";
import type { Play } from "./play.ts";
import type { Cause } from "./truth.ts";

interface Container extends Fields {
  readonly name: string;
}

type ContainerChange = (container: Container) => Fields;

/** Somebody gives a workload's own container something new, and its pods are replaced. */
export function rollout(
  { kind, namespace, name, app }: WorkloadSpec,
  by: { readonly manager: string; readonly afterOnset: number },
  change: ContainerChange,
): Pick<Play, "isMended"> & { readonly happenings: readonly Edit[]; readonly cause: Cause } {
  const changed = (container: Container) =>
    container.name === app ? { ...container, ...change(container) } : container;
  const resource = kind === "StatefulSet" ? RESOURCES.statefulSets : RESOURCES.deployments;
  const edited = (spec: Fields) => withContainers(spec, changed);
  return {
    // Whatever else is rolled out is not what was bad.
    isMended: (look) => {
      const spec = (look(resource, namespace, name)?.["spec"] ?? {}) as Fields;
      return !isDeepStrictEqual(plain(spec["template"]), plain(edited(spec)["template"]));
    },
    happenings: [{ kind: "edit", ...by, resource, namespace, name, change: edited }],
    cause: { kind: "rollout", object: { kind, namespace, name }, by: by.manager, afterOnset: by.afterOnset },
  };
}

/** The same image in another edition: `payment:v2` becomes `payment:v2.1`. */
export function newImage({ app, version }: WorkloadSpec): ContainerChange {
  return () => ({ image: `registry.example.com/${app}:${version}.1` });
}

function withContainers(spec: Fields, change: (container: Container) => Fields): Fields {
  const template = (spec["template"] ?? {}) as { readonly spec?: { readonly containers?: readonly Container[] } };
  const containers = (template.spec?.containers ?? []).map(change);
  return { ...spec, template: { ...template, spec: { ...template.spec, containers } } };
}

/** As it is stored: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
