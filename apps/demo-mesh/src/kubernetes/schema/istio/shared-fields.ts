import { labels, list, object, text, texts } from "../schema.ts";

export const exportTo = texts("Namespaces that may use it: `.` its own, `*` all. Absent: all.");

export const selector = object("The workloads it applies to. Absent: all of the namespace.", {
  matchLabels: labels("Labels the pods must carry."),
});

const targetRefFields = {
  group: text("API group of the target."),
  kind: text("Kind of the target."),
  name: text("Name of the target."),
  namespace: text("Namespace of the target."),
};
export const targetRef = object("The object it applies to.", targetRefFields, { required: ["kind", "name"] });
export const targetRefs = list("The objects it applies to.", targetRef, { maxItems: 16 });
