import Type, { type Static } from "typebox";
import { ConfirmationSchema } from "./confirmation.ts";
import { ChangeIdSchema } from "./ids.ts";
import { NamespaceName, ObjectName } from "./names.ts";
import { JsonPatchOperationSchema, RouteCheckSchema } from "./route-plan.ts";
import { OwnerSchema } from "./traffic-route.ts";
import { Count, Instant, Ratio, Words } from "./units.ts";

/** What the editor writes besides weights. Services only as versions of one that an HTTPRoute is made for. */
export const EditedKindSchema = Words(
  "VirtualService",
  "DestinationRule",
  "HTTPRoute",
  "GRPCRoute",
  "TLSRoute",
  "TCPRoute",
  "Service",
);
export type EditedKind = Static<typeof EditedKindSchema>;

export const ObjectRefSchema = Type.Object(
  { kind: EditedKindSchema, namespace: NamespaceName, name: ObjectName },
  { additionalProperties: false },
);
export type ObjectRef = Static<typeof ObjectRefSchema>;

const resourceVersion = Type.String({ minLength: 1, maxLength: 64, description: "a resourceVersion that was read" });
/** A `spec` as it should be: kept as JSON, judged by the API server. */
const spec = Type.Unsafe<Record<string, unknown>>(Type.Object({}, { additionalProperties: true }));

/** One object to be written. Of an object that is there, only fields that differ are written, and no others. */
export const ObjectEditSchema = Type.Union([
  Type.Object({ op: Words("create"), object: ObjectRefSchema, spec }, { additionalProperties: false }),
  Type.Object({ op: Words("update"), object: ObjectRefSchema, resourceVersion, spec }, { additionalProperties: false }),
  Type.Object({ op: Words("delete"), object: ObjectRefSchema, resourceVersion }, { additionalProperties: false }),
]);
export type ObjectEdit = Static<typeof ObjectEditSchema>;

/** Asks what these edits would do. They are carried out in this order; where one fails, those before it are taken back. */
export const EditPlanRequestSchema = Type.Object(
  { edits: Type.Array(ObjectEditSchema, { minItems: 1, maxItems: 4 }) },
  { additionalProperties: false },
);
export type EditPlanRequest = Static<typeof EditPlanRequestSchema>;

export const PlannedEditSchema = Type.Object({
  op: Words("create", "update", "delete"),
  object: ObjectRefSchema,
  apiVersion: Type.String(),
  /** Tests what it replaces; empty for what is created or deleted. */
  patch: Type.Array(JsonPatchOperationSchema),
  /** The whole object, without what the API server keeps for itself. Empty where there is none. */
  yaml: Type.Object({ before: Type.String(), after: Type.String() }),
  /** A command that does the same. */
  kubectl: Type.String(),
});
export type PlannedEdit = Static<typeof PlannedEditSchema>;

export const EditPlanSchema = Type.Object({
  edits: Type.Array(PlannedEditSchema),
  checks: Type.Array(RouteCheckSchema),
  /** Of the object that somebody else owns, if one is. */
  owner: OwnerSchema,
  confirmations: Type.Array(ConfirmationSchema),
  /** A fault is injected: the edit must say when it ends. */
  needsEnd: Type.Boolean(),
});
export type EditPlan = Static<typeof EditPlanSchema>;

export const EditRequestSchema = Type.Object(
  {
    ...EditPlanRequestSchema.properties,
    reason: Type.Optional(Type.String({ maxLength: 280 })),
    confirmed: Type.Optional(Type.Array(ConfirmationSchema, { maxItems: 8 })),
    /** When Fyr takes the edit back by itself: 1 min to 24 h from now. */
    endsAt: Type.Optional(Instant),
  },
  { additionalProperties: false },
);
export type EditRequest = Static<typeof EditRequestSchema>;

/** An edit as history tells it. It stands on the first of its objects that is still there. */
export const ObjectChangeSchema = Type.Object({
  id: ChangeIdSchema,
  objects: Type.Array(Type.Object({ op: Words("create", "update", "delete"), object: ObjectRefSchema })),
  by: Type.String(),
  at: Instant,
  reason: Type.Optional(Type.String()),
  endsAt: Type.Optional(Instant),
  undoes: Type.Optional(ChangeIdSchema),
  undoneBy: Type.Optional(ChangeIdSchema),
  /**
   * Told right after an edit of objects that rest on each other: istiod pushed the first before the second was written,
   * or, where that was not seen, there was a wait between them.
   */
  settled: Type.Optional(Words("pushed", "waited")),
});
export type ObjectChange = Static<typeof ObjectChangeSchema>;

/** A fault, or whatever else was given an end, that Fyr takes back by itself. */
export const EndingSchema = Type.Object({
  /** The edit that brought it. Undone, it ends at once. */
  id: ChangeIdSchema,
  object: ObjectRefSchema,
  by: Type.String(),
  at: Instant,
  endsAt: Instant,
});
export type Ending = Static<typeof EndingSchema>;

export const ObjectChangesSchema = Type.Object({
  /** Newest first. */
  changes: Type.Array(ObjectChangeSchema),
  /** What is still to end, the next first. */
  endings: Type.Array(EndingSchema),
});
export type ObjectChanges = Static<typeof ObjectChangesSchema>;

/** Which namespace's deletions. */
export const DeletionsQuerySchema = Type.Object({ namespace: NamespaceName }, { additionalProperties: false });

/** Edits that left no object to remember them. Events of the namespace tell of them, for as long as the cluster keeps those. */
export const DeletionsSchema = Type.Object({
  /** Newest first. */
  deletions: Type.Array(ObjectChangeSchema),
});
export type Deletions = Static<typeof DeletionsSchema>;

/** An object as its editor begins with it, read as the caller. */
export const ObjectViewSchema = Type.Object({
  object: ObjectRefSchema,
  apiVersion: Type.String(),
  resourceVersion: Type.String(),
  spec,
  owner: OwnerSchema,
  /** The caller may change it (access review). */
  editable: Type.Boolean(),
  /** DestinationRules that speak for where this one sends. */
  related: Type.Array(ObjectRefSchema),
  endings: Type.Array(EndingSchema),
  /** What takes the split away that Fyr made from nothing; absent where somebody else made it. */
  removal: Type.Optional(Type.Array(ObjectEditSchema)),
});
export type ObjectView = Static<typeof ObjectViewSchema>;

/** A service with several versions behind it and no route that splits its traffic. */
export const UnsplitServiceSchema = Type.Object({
  namespace: NamespaceName,
  service: ObjectName,
  /** In the order of `edits`' destinations. */
  versions: Type.Array(
    Type.Object({
      version: Type.String(),
      workloads: Type.Array(Type.String()),
      readyPods: Count,
      /** Of the service's traffic now, by requests seen or, without any, by ready pods. */
      shareNow: Ratio,
    }),
  ),
  measured: Type.Boolean(),
  way: Words("VirtualService", "HTTPRoute"),
  /** The caller may create them (access review). */
  editable: Type.Boolean(),
  /** What makes the split, in this order. Traffic stays where it is. */
  edits: Type.Array(ObjectEditSchema),
});
export type UnsplitService = Static<typeof UnsplitServiceSchema>;

export const UnsplitServicesSchema = Type.Object({ services: Type.Array(UnsplitServiceSchema) });
export type UnsplitServices = Static<typeof UnsplitServicesSchema>;
