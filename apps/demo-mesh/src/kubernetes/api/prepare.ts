import { admit } from "../admission/admit.ts";
import type { FieldValidation } from "../request/write-options.ts";
import type { ResourceType } from "../resources/resource-type.ts";
import { checkFields, isFields } from "../schema/check-fields.ts";
import { metadataSchema } from "../schema/object-meta.ts";
import { invalid, type StatusCause, StatusError } from "../status/status-error.ts";
import type { DraftObject } from "../store/object.ts";

export interface Prepared {
  readonly draft: DraftObject;
  /** For `Warning` headers. */
  readonly warnings: readonly string[];
}

export interface Preparation {
  readonly type: ResourceType;
  readonly version: string;
  readonly validation: FieldValidation;
  readonly istioVersion: string;
  /** Refuses unknown fields in the words the kind of write has for it. */
  readonly refuseUnknown: (message: string) => StatusError;
}

/** Everything between decoding and storing: prune, default, validate, admit. */
export function prepare(draft: DraftObject, how: Preparation): Prepared {
  const { apiVersion, kind, metadata, ...body } = draft;
  const meta = checkFields(metadataSchema, metadata, "metadata");
  const content = checkFields(how.type.schema, body, "");
  const unknown = [...meta.unknownFields, ...content.unknownFields].map((field) => `unknown field "${field}"`);
  if (unknown.length > 0 && how.validation === "Strict") {
    throw how.refuseUnknown(`strict decoding error: ${unknown.join(", ")}`);
  }
  const causes = [...meta.causes, ...content.causes, ...nameCauses(draft, how.type)];
  if (causes.length > 0) throw refusal(how, metadata.name ?? "", causes);
  const fields = isFields(content.value) ? content.value : {};
  const pruned = { ...fields, apiVersion, kind, metadata: meta.value as DraftObject["metadata"] };
  admit(pruned, how.istioVersion);
  return { draft: pruned, warnings: how.validation === "Warn" ? unknown : [] };
}

function refusal({ type, version }: Preparation, name: string, causes: readonly StatusCause[]): StatusError {
  const wrongType = causes.find(({ reason }) => reason === "FieldValueTypeInvalid");
  // Built-in kinds are decoded into typed structures, and fail there before anything is validated.
  if (!type.custom && wrongType) {
    const what = `${type.kind} in version "${version}" cannot be handled as a ${type.kind}`;
    return new StatusError(
      400,
      "BadRequest",
      `${what}: json: cannot unmarshal: ${wrongType.field}: ${wrongType.message}`,
    );
  }
  return invalid(type, name, causes);
}

const DNS_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function nameCauses({ metadata }: DraftObject, type: ResourceType): readonly StatusCause[] {
  const { name, generateName } = metadata;
  const field = "metadata.name";
  if (!name && generateName) return [];
  if (!name)
    return [{ reason: "FieldValueRequired", message: "Required value: name or generateName is required", field }];
  // Names of events and generated definitions follow rules of their own.
  if (DNS_NAME.test(name) && name.length <= 253) return [];
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
  return type.plural === "events"
    ? []
    : [{ reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(name)}: ${rule}`, field }];
}
