import type { EditPlan, PlannedEdit, RouteCheck } from "@fyr/contract";
import { KubernetesError } from "@fyr/kubernetes";
import {
  checkEdit,
  editCommand,
  editedResources,
  editPatch,
  type KubernetesObject,
  mustConfirm,
  objectYaml,
  ownerOfEdited,
} from "@fyr/routing";
import { measuredIstioVersion } from "../check-facts.ts";
import type { EditsCaller, EditsDependencies } from "./dependencies.ts";
import { editFacts } from "./edit-facts.ts";
import { confirmFaults } from "./fault-confirmations.ts";
import { removeLatest } from "./on-latest.ts";
import type { ResolvedEdit } from "./resolved-edit.ts";

export interface ReviewedEdit {
  readonly plan: EditPlan;
  /** With what the API server would store, where a dry run told it. */
  readonly edits: readonly ResolvedEdit[];
}

/** Everything that can be known of an edit before it is carried out. */
export async function reviewEdit(
  { cluster, observer, telemetry, now }: Pick<EditsDependencies, "cluster" | "observer" | "telemetry" | "now">,
  caller: EditsCaller,
  edits: readonly ResolvedEdit[],
  signal: AbortSignal,
): Promise<ReviewedEdit> {
  const [objects, topology, measuredVersion, tried, may] = await Promise.all([
    cluster.objects(signal),
    observer.current(),
    measuredIstioVersion(telemetry, now(), signal),
    Promise.all(edits.map((edit) => tryEdit(caller, edit, signal))),
    mayCheck(caller, edits),
  ]);
  const stored = tried.map(({ edit }) => edit);
  const facts = await editFacts(caller, stored, { objects, topology, measuredVersion });
  const checks = [dryRunCheck(tried), may, ...checkEdit(facts)];
  const { injects, confirmations } = confirmFaults(stored, { objects, topology });
  const owners = facts.edited.map((each) => ownerOfEdited(each, objects.owners));
  const owner = owners.find(mustConfirm) ?? owners[0] ?? ownerOfEdited({}, {});
  return {
    edits: stored,
    plan: {
      edits: edits.map((edit, place) => plannedEdit(edit, stored[place]?.after)),
      checks,
      owner,
      confirmations: [...confirmations, ...(mustConfirm(owner) ? (["owner-reverts"] as const) : [])],
      needsEnd: injects,
    },
  };
}

interface Tried {
  readonly edit: ResolvedEdit;
  /** The API server's word against it. */
  readonly refusal?: string;
}

async function tryEdit(caller: EditsCaller, edit: ResolvedEdit, signal: AbortSignal): Promise<Tried> {
  const options = { dryRun: true, signal };
  const { edited } = caller;
  try {
    switch (edit.op) {
      case "create": {
        const spec = edit.after.spec ?? {};
        return { edit: { ...edit, after: await edited.create({ ref: edit.ref, ...edit.metadata, spec }, options) } };
      }
      case "update": {
        const patch = editPatch(edit.before, edit.after.spec ?? {});
        return { edit: { ...edit, after: await edited.patch(edit.ref, patch, options) } };
      }
      case "delete":
        await removeLatest(edited, edit, options);
        return { edit };
    }
  } catch (error) {
    const said = error instanceof KubernetesError && (error.code === "rejected" || error.code === "forbidden");
    if (said) return { edit, refusal: error.message };
    throw error;
  }
}

function dryRunCheck(tried: readonly Tried[]): RouteCheck {
  const refusals = tried.flatMap(({ refusal }) => refusal ?? []);
  if (refusals.length === 0) return { code: "dry-run", status: "pass" };
  return { code: "dry-run", status: "block", detail: refusals.join("; ") };
}

const verbs = { create: "create", update: "patch", delete: "delete" } as const;

async function mayCheck(caller: EditsCaller, edits: readonly ResolvedEdit[]): Promise<RouteCheck> {
  const answers = await Promise.all(
    edits.map(async ({ op, ref: { kind, namespace } }) => {
      const { group, plural } = editedResources[kind];
      const allowed = await caller.may({ verb: verbs[op], group, resource: plural, namespace });
      return { allowed, what: `${verbs[op]} ${plural} in ${namespace}` };
    }),
  );
  const refused = answers.filter(({ allowed }) => !allowed);
  const told = refused.length > 0 ? refused : answers;
  const detail = told.map(({ what }) => what).join(", ");
  return { code: "may-change", status: refused.length > 0 ? "block" : "pass", detail };
}

function plannedEdit(edit: ResolvedEdit, stored: KubernetesObject | undefined): PlannedEdit {
  const { op, ref, before } = edit;
  const patch = op === "update" ? editPatch(before, edit.after.spec ?? {}) : [];
  const after = stored ?? edit.after;
  const yaml = {
    before: before === undefined ? "" : objectYaml(before),
    after: after === undefined ? "" : objectYaml(after),
  };
  const apiVersion = (before ?? edit.after)?.apiVersion ?? "";
  return { op, object: ref, apiVersion, patch, yaml, kubectl: editCommand(op, ref, patch, yaml.after) };
}
