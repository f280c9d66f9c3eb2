import type { Catalog } from "../resources/find-resource.ts";
import { apiVersionOf } from "../resources/resource-type.ts";

/** The only form older kubectl (before 1.29) reads OpenAPI v2 in. */
export const OPENAPI_V2_PROTOBUF = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

/**
 * An OpenAPI v2 document that names no fields and says one thing: every kind can be patched with `dryRun`. Older
 * kubectl refuses server-side dry runs unless it reads that. Field numbers are those of gnostic's `OpenAPIv2.proto`.
 */
export function openApiV2(catalog: Catalog): Buffer {
  const info = message([1, "Kubernetes"], [2, "v1.32.0"]);
  const types = catalog.types.flatMap((type) =>
    catalog.versionsOf(type).map((version) => ({
      group: type.group,
      version,
      kind: type.kind,
      path: `/${apiVersionOf(type, version)}/${type.plural}`,
    })),
  );
  const paths = types.map(({ path, ...kind }) => message([1, path], [2, message([8, patchOperation(kind)])]));
  return message([1, "2.0"], [2, info], [8, message(...paths.map((path) => [2, path] as const))]);
}

function patchOperation(kind: { readonly group: string; readonly version: string; readonly kind: string }): Buffer {
  const dryRun = message([2, "query"], [4, "dryRun"], [6, "string"]);
  const parameter = message([1, message([2, message([3, dryRun])])]);
  const kinds = message([1, "x-kubernetes-group-version-kind"], [2, message([2, JSON.stringify(kind)])]);
  return message([8, parameter], [13, kinds]);
}

/** A protobuf message of fields that have a length. https://protobuf.dev/programming-guides/encoding/ */
function message(...fields: readonly (readonly [number: number, value: string | Buffer])[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      const bytes = Buffer.from(value);
      return [varint(number * 8 + 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}
