import { parse } from "yaml";
import { isFields } from "../schema/check-fields.ts";
import { badRequest, unsupportedMediaType } from "../status/status-error.ts";
import type { DraftObject } from "../store/object.ts";
import type { ApiRequest } from "./request.ts";

type Fields = Readonly<Record<string, unknown>>;

const WRITABLE = ["application/json", "application/yaml"];

export function mediaType(contentType: string | undefined): string {
  return (contentType ?? "application/json").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** The object in the body of a create or update, JSON or YAML. */
export function readObject(request: ApiRequest): Fields {
  const type = mediaType(request.contentType);
  if (!WRITABLE.includes(type)) throw unknownFormat(WRITABLE);
  const value = type === "application/yaml" ? parseYaml(request.body) : parseJson(request.body);
  if (!isFields(value)) throw badRequest("the body of the request is not an object");
  return value;
}

export function unknownFormat(accepted: readonly string[]) {
  const list = accepted.join(", ");
  return unsupportedMediaType(
    `the body of the request was in an unknown format - accepted media types include: ${list}`,
  );
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badRequest(`error decoding the body: ${cause instanceof Error ? cause.message : "not JSON"}`);
  }
}

export function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw badRequest(`error converting YAML to JSON: ${cause instanceof Error ? cause.message : "not YAML"}`);
  }
}

/** Checks that the body names the kind the URL is of, and gives it the shape of an object. */
export function asDraft(value: unknown, apiVersion: string, kind: string): DraftObject {
  if (!isFields(value)) throw badRequest("the body of the request is not an object");
  if (!value["kind"]) throw badRequest("Object 'Kind' is missing in the body of the request");
  if (value["apiVersion"] !== apiVersion) {
    throw badRequest(
      `the API version in the data (${String(value["apiVersion"])}) does not match the expected API version (${apiVersion})`,
    );
  }
  if (value["kind"] !== kind) {
    throw badRequest(`the kind in the data (${String(value["kind"])}) does not match the expected kind (${kind})`);
  }
  const metadata = isFields(value["metadata"]) ? value["metadata"] : {};
  return { ...value, apiVersion, kind, metadata };
}
