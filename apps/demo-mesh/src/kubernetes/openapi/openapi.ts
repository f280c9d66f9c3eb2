import { createHash } from "node:crypto";
import type { Catalog, GroupVersion } from "../resources/find-resource.ts";
import type { ResourceType } from "../resources/resource-type.ts";
import { metadataSchema } from "../schema/object-meta.ts";
import { text } from "../schema/schema.ts";

const META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
const GVK = "x-kubernetes-group-version-kind";

function pathOf({ group, version }: GroupVersion): string {
  return group ? `apis/${group}/${version}` : `api/${version}`;
}

function groupVersions(catalog: Catalog): readonly GroupVersion[] {
  const named = [...catalog.groups()].flatMap(([group, versions]) => versions.map((version) => ({ group, version })));
  return [{ group: "", version: "v1" }, ...named].filter((one) => catalog.resourcesOf(one).length > 0);
}

/** Where the document of each group version is; the hash lets clients keep what they have. */
export function openApiIndex(catalog: Catalog) {
  const paths = groupVersions(catalog).map((one) => {
    const hash = createHash("sha256")
      .update(JSON.stringify(openApiDocument(catalog, one)))
      .digest("hex");
    return [pathOf(one), { serverRelativeURL: `/openapi/v3/${pathOf(one)}?hash=${hash}` }];
  });
  return { paths: Object.fromEntries(paths) };
}

/** The OpenAPI v3 document of a path such as `apis/networking.istio.io/v1`. */
export function openApiOf(catalog: Catalog, path: string) {
  const found = groupVersions(catalog).find((one) => pathOf(one) === path);
  return found && openApiDocument(catalog, found);
}

function openApiDocument(catalog: Catalog, groupVersion: GroupVersion) {
  const types = catalog.resourcesOf(groupVersion);
  const schemas = types.map((type) => [
    componentName(type, groupVersion.version),
    componentOf(type, groupVersion.version),
  ]);
  return {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: "v1.32.0" },
    paths: Object.fromEntries(types.flatMap((type) => pathsOf(type, groupVersion))),
    components: { schemas: { [META]: metadataSchema, ...Object.fromEntries(schemas) } },
  };
}

function componentName({ group, kind }: ResourceType, version: string): string {
  const reversed = group ? group.split(".").toReversed().join(".") : "io.k8s.api.core";
  return `${reversed}.${version}.${kind}`;
}

function componentOf(type: ResourceType, version: string) {
  return {
    ...type.schema,
    properties: {
      apiVersion: text("Version of the API this object is written in."),
      kind: text("Kind of the object."),
      metadata: {
        description: "Standard metadata of an object.",
        allOf: [{ $ref: `#/components/schemas/${META}` }],
        default: {},
      },
      ...type.schema.properties,
    },
    [GVK]: [{ group: type.group, version, kind: type.kind }],
  };
}

const query = (name: string, schema: object) => ({ name, in: "query", schema: { uniqueItems: true, ...schema } });
// Clients look here to learn whether a dry run would really be one, and who validates.
const writeParameters = ["dryRun", "fieldManager", "fieldValidation"].map((name) => query(name, { type: "string" }));

function pathsOf(type: ResourceType, groupVersion: GroupVersion) {
  const { group, version } = groupVersion;
  const scope = type.namespaced ? "/namespaces/{namespace}" : "";
  const collection = `/${pathOf(groupVersion)}${scope}/${type.plural}`;
  const schema = { $ref: `#/components/schemas/${componentName(type, version)}` };
  const content = { "application/json": { schema } };
  const operation = (action: string, more: object = {}) => ({
    responses: { 200: { description: "OK", content } },
    "x-kubernetes-action": action,
    [GVK]: { group, version, kind: type.kind },
    ...more,
  });
  const writes = { parameters: writeParameters, requestBody: { content } };
  const patches = {
    parameters: writeParameters,
    requestBody: { content: { "application/merge-patch+json": { schema: {} } } },
  };
  const one = {
    get: operation("get"),
    put: operation("put", writes),
    patch: operation("patch", patches),
    delete: operation("delete"),
  };
  const readOnly = !type.verbs.includes("create");
  return [
    [collection, readOnly ? { get: operation("list") } : { get: operation("list"), post: operation("post", writes) }],
    [`${collection}/{name}`, readOnly ? { get: operation("get") } : one],
  ];
}
