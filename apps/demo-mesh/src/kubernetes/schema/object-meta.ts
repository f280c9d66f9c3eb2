import { anything, flag, integer, labels, list, object, text, texts } from "./schema.ts";

export const metadataSchema = object("Standard metadata of an object.", {
  name: text("Name, unique within its namespace."),
  generateName: text("Prefix of a name the server makes."),
  namespace: text("Namespace of the object."),
  selfLink: text("Not used any more."),
  uid: text("Identity; a new object of the same name has another one."),
  resourceVersion: text("Version of the object, for conflicts and watches."),
  generation: integer("Counts changes of what is wanted.", { format: "int64" }),
  creationTimestamp: { description: "When it was made, RFC 3339." },
  deletionTimestamp: { description: "When it is to go, RFC 3339." },
  deletionGracePeriodSeconds: integer("Seconds until it goes.", { format: "int64" }),
  labels: labels("Labels to select it by."),
  annotations: labels("Notes of people and tools."),
  ownerReferences: list(
    "Objects it goes with.",
    object(
      "An owner.",
      {
        apiVersion: text("API version of the owner."),
        kind: text("Kind of the owner."),
        name: text("Name of the owner."),
        uid: text("Identity of the owner."),
        controller: flag("Whether the owner runs it."),
        blockOwnerDeletion: flag("Whether it keeps its owner from going."),
      },
      { required: ["apiVersion", "kind", "name", "uid"] },
    ),
  ),
  finalizers: texts("What must happen before it goes."),
  managedFields: list("Who wrote which fields.", anything("A writer.")),
});
