import type { DraftObject } from "../store/object.ts";
import type { ObjectStore } from "../store/object-store.ts";
import type { Catalog } from "./find-resource.ts";
import type { ResourceType } from "./resource-type.ts";

const DEFINITIONS = { group: "apiextensions.k8s.io", plural: "customresourcedefinitions" };

/** Puts the CustomResourceDefinitions of what is served into the store, for people and tools that look for them. */
export function storeDefinitions(store: ObjectStore, catalog: Catalog): void {
  for (const type of catalog.types.filter(({ custom }) => custom)) {
    const draft = definitionOf(type, catalog.versionsOf(type));
    const name = draft.metadata.name ?? "";
    const stored = store.get(DEFINITIONS, undefined, name);
    if (stored) store.update(DEFINITIONS, draft, { manager: "demo-mesh" });
    else store.create(DEFINITIONS, draft, { manager: "demo-mesh" });
  }
}

function definitionOf(type: ResourceType, versions: readonly string[]): DraftObject {
  const { group, plural, singular, kind, shortNames, categories, namespaced } = type;
  const names = { kind, plural, singular, listKind: `${kind}List`, shortNames, categories };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names,
      scope: namespaced ? "Namespaced" : "Cluster",
      conversion: { strategy: "None" },
      versions: versions.map((version, index) => versionOf(type, version, index === 0)),
    },
    status: {
      acceptedNames: names,
      storedVersions: versions.slice(0, 1),
      conditions: [
        { type: "NamesAccepted", status: "True", reason: "NoConflicts", message: "no conflicts found" },
        {
          type: "Established",
          status: "True",
          reason: "InitialNamesAccepted",
          message: "the initial names have been accepted",
        },
      ],
    },
  };
}

function versionOf(type: ResourceType, name: string, storage: boolean) {
  const standard = { apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { type: "object" } };
  return {
    name,
    served: true,
    storage,
    ...(type.subresources.includes("status") && { subresources: { status: {} } }),
    schema: { openAPIV3Schema: { ...type.schema, properties: { ...standard, ...type.schema.properties } } },
  };
}
