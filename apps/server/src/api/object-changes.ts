import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  ChangeIdSchema,
  DeletionsQuerySchema,
  DeletionsSchema,
  EditRequestSchema,
  ObjectChangeSchema,
  ObjectChangesSchema,
} from "@fyr/contract";
import Type from "typebox";
import type { Edits } from "../changes/edits/create-edits.ts";
import { problemResponses } from "../plugins/problem.ts";
import { isVisible, visibleScope } from "../visibility/visible.ts";
import { visibleEdit } from "../visibility/visible-edit.ts";
import { clientSignal } from "./client-signal.ts";
import { noQuery } from "./no-query.ts";
import { editLimitBytes } from "./object-plans.ts";
import { withCluster } from "./with-cluster.ts";

const tags = ["traffic"];

export const objectChangesApi: FastifyPluginAsyncTypebox<{ readonly edits: Edits | undefined }> = async (
  app,
  { edits },
) => {
  app.post(
    "/api/object-changes",
    {
      bodyLimit: editLimitBytes,
      schema: {
        tags,
        operationId: "applyObjectEdit",
        summary: "Edit whole objects",
        description:
          "In order; where one fails, those before it are taken back. What needs a second yes is refused with `needs_confirmation` until it is `confirmed`, and a fault without `endsAt` always.",
        querystring: noQuery,
        body: EditRequestSchema,
        response: { 201: ObjectChangeSchema, ...problemResponses },
      },
    },
    // A write is finished even when the asker has left: half a road would be worse.
    async (request, reply) =>
      reply.code(201).send(await withCluster(edits).apply(withCluster(request.caller), request.body, patience())),
  );

  app.get(
    "/api/object-changes",
    {
      schema: {
        tags,
        operationId: "listObjectEdits",
        summary: "What was edited, newest first, and what is still to end",
        description: "Each object remembers its last 10 edits made with Fyr.",
        querystring: noQuery,
        response: { 200: ObjectChangesSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const visible = await request.visible();
      const { changes, endings } = await withCluster(edits).history(clientSignal(reply));
      return {
        changes: changes.flatMap((change) => visibleEdit(visible, change) ?? []),
        endings: endings.filter(({ object }) => isVisible(visible, object.namespace)),
      };
    },
  );

  app.get(
    "/api/deletions",
    {
      schema: {
        tags,
        operationId: "listDeletions",
        summary: "Edits of a namespace that left no object to remember them, newest first",
        description:
          "Read from the namespace's Events as the caller; the cluster keeps those for a while (1 h by default).",
        querystring: DeletionsQuerySchema,
        response: { 200: DeletionsSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { namespace } = request.query;
      visibleScope(await request.visible(), [namespace]);
      const { caller } = request;
      return { deletions: await withCluster(edits).deletions(withCluster(caller), namespace, clientSignal(reply)) };
    },
  );

  app.post(
    "/api/object-changes/:id/undo",
    {
      schema: {
        tags,
        operationId: "undoObjectEdit",
        summary: "Put back what an edit replaced, or end it now",
        querystring: noQuery,
        params: Type.Object({ id: ChangeIdSchema }, { additionalProperties: false }),
        response: { 201: ObjectChangeSchema, ...problemResponses },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await withCluster(edits).undo(withCluster(request.caller), request.params.id, patience())),
  );
};

/** Longer than all the cluster's answers an edit of several objects needs, and the waits between them. */
function patience(): AbortSignal {
  return AbortSignal.timeout(45_000);
}
