import { isObject, isSame, type JsonObject } from "@fyr/routing";
import { LineCounter, parseDocument, stringify } from "yaml";

/** Why YAML is no spec, and where: counted from 1. */
export interface YamlFault {
  readonly message: string;
  readonly line: number;
}

/** A spec as a form and as YAML. While the YAML has a fault, `spec` is the last that had none. */
export interface SpecDraft {
  readonly spec: JsonObject;
  readonly text: string;
  readonly fault?: YamlFault;
}

export function draftOf(spec: JsonObject): SpecDraft {
  return { spec, text: stringify(spec, { lineWidth: 0 }) };
}

/** What a form made of it. The same spec leaves the text as somebody typed it, comments and all. */
export function withSpec(draft: SpecDraft, spec: JsonObject): SpecDraft {
  return isSame(draft.spec, spec) ? draft : draftOf(spec);
}

/** What somebody typed. */
export function withText(draft: SpecDraft, text: string): SpecDraft {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const message = error.message.split("\n", 1)[0] ?? "not YAML";
    return { spec: draft.spec, text, fault: { message, line: lines.linePos(error.pos[0]).line } };
  }
  const spec: unknown = document.toJS({ maxAliasCount: 100 });
  if (!isObject(spec)) {
    return { spec: draft.spec, text, fault: { message: "A spec is a list of fields, such as “hosts:”.", line: 1 } };
  }
  return { spec, text };
}
