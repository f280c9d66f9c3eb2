import { badRequest } from "../status/status-error.ts";
import type { KubernetesObject } from "../store/object.ts";

export type Matches = (object: KubernetesObject) => boolean;

/** Splits at commas that are not inside parentheses. */
function splitTerms(text: string): readonly string[] {
  return text.split(/,(?![^(]*\))/).map((term) => term.trim());
}

const LABEL_KEY = "[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?";
const LABEL_VALUE = "(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?";
const EQUALS = new RegExp(`^(${LABEL_KEY})\\s*(==|=|!=)\\s*(${LABEL_VALUE})$`);
const IN_SET = new RegExp(`^(${LABEL_KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EXISTS = new RegExp(`^(!?)\\s*(${LABEL_KEY})$`);

/** A label selector such as `app=payment,version in (v1, v2),!legacy`. */
export function parseLabelSelector(text: string): Matches {
  if (!text.trim()) return () => true;
  const terms = splitTerms(text).map(parseLabelTerm);
  return (object) => terms.every((holds) => holds(object.metadata.labels ?? {}));
}

function parseLabelTerm(term: string): (labels: Readonly<Record<string, string>>) => boolean {
  const [, key = "", operator, value = ""] = EQUALS.exec(term) ?? [];
  if (operator) return operator === "!=" ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  const [, setKey = "", setOperator, members = ""] = IN_SET.exec(term) ?? [];
  if (setOperator) {
    const values = new Set(members.split(",").map((member) => member.trim()));
    const isIn = (labels: Readonly<Record<string, string>>) => values.has(labels[setKey] ?? "") && setKey in labels;
    return setOperator === "in" ? isIn : (labels) => !isIn(labels);
  }
  const exists = EXISTS.exec(term);
  if (!exists) throw badRequest(`unable to parse requirement: found '${term}', expected: a label selector term`);
  const [, not = "", name = ""] = exists;
  return (labels) => name in labels === !not;
}

const EVENT_FIELDS = [
  "involvedObject.kind",
  "involvedObject.namespace",
  "involvedObject.name",
  "involvedObject.uid",
  "involvedObject.apiVersion",
  "involvedObject.resourceVersion",
  "involvedObject.fieldPath",
  "reason",
  "reportingComponent",
  "source",
  "type",
];
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  pods: ["spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName", "status.phase", "status.podIP"],
  events: [...EVENT_FIELDS, ...EVENT_FIELDS.slice(0, 7).map((field) => field.replace("involvedObject", "regarding"))],
  namespaces: ["status.phase"],
  nodes: ["spec.unschedulable"],
  secrets: ["type"],
  replicasets: ["status.replicas"],
};

/** A field selector such as `metadata.name=payment,spec.nodeName!=node-a`. Only fields the resource indexes. */
export function parseFieldSelector(text: string, plural: string): Matches {
  if (!text.trim()) return () => true;
  const terms = splitTerms(text).map((term) => {
    const [, field = "", operator, value = ""] = /^([^=!]+)(==|=|!=)(.*)$/.exec(term) ?? [];
    if (!operator) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
    if (field !== "metadata.name" && field !== "metadata.namespace" && !FIELDS[plural]?.includes(field)) {
      throw badRequest(`field label not supported: ${field}`);
    }
    return { path: storedPath(field), equal: operator !== "!=", value };
  });
  return (object) => terms.every(({ path, equal, value }) => (fieldText(object, path) === value) === equal);
}

// Events are stored the way the core group names their fields.
function storedPath(field: string): readonly string[] {
  if (field === "source") return ["source", "component"];
  return field.replace(/^regarding\./, "involvedObject.").split(".");
}

function fieldText(object: unknown, path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
    object,
  );
  return found === undefined || found === null ? "" : String(found);
}
