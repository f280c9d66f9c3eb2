import type { Weight } from "@fyr/contract";
import { type CallerCluster, connectCluster } from "@fyr/kubernetes";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DemoCluster, startDemoCluster } from "../../../../test/fixtures/demo-cluster.ts";
import { AppError } from "../app-error.ts";
import { changingParts } from "../testing/changing-parts.ts";
import { type Changes, createChanges } from "./create-changes.ts";

const route = { kind: "VirtualService", namespace: "payments", name: "payment" } as const;
const { signal } = new AbortController();
const rounds = 10;
const rules = 16;
/** Of each round: by Ada and by Ben with Fyr, each on a replica of their own, and with kubectl. */
const editors = ["ada", "ada", "ben", "kubectl"] as const;
const editsOfRound = 20;
/** Fifty kubectl are started: beside many others that takes minutes. */
const limitMs = 900_000;

let demo: DemoCluster;
const people = new Map<string, { readonly changes: Changes; readonly caller: CallerCluster }>();

beforeAll(async () => {
  demo = await startDemoCluster();
  const value = Array.from({ length: rules }, (_, index) => ({
    name: `rule-${index}`,
    ...(index < rules - 1 && { match: [{ headers: { "x-team": { exact: `team-${index}` } } }] }),
    route: [
      { destination: { host: "payment", subset: "v1" }, weight: 100 },
      { destination: { host: "payment", subset: "v2" }, weight: 0 },
    ],
  }));
  await kubectl(
    "patch",
    "virtualservice",
    "payment",
    "--type=json",
    "-p",
    patchText([{ op: "replace", path: "/spec/http", value }]),
  );
  people.set("ada", await startReplica("admin"));
  people.set("ben", await startReplica("payments-team"));
  // What each may do is asked once and remembered.
  for (const by of people.keys()) await plannedVersion({ by: by as Edit["by"], rule: 0, from: 0, to: 1 });
});

afterAll(async () => {
  for (const { changes } of people.values()) changes.close();
  await demo.remove();
});

async function startReplica(context: string) {
  const cluster = await connectCluster({ kubeconfig: demo.kubeconfig, context, now: Date.now });
  const changes = createChanges({ ...changingParts, cluster });
  return { changes, caller: cluster.own };
}

const kubectl = (...args: string[]) => demo.kubectl(["-n", "payments", ...args]);

function patchText(patch: readonly unknown[]): string {
  return JSON.stringify(patch);
}

/** Weights of v2 by rule. */
async function stored(): Promise<number[]> {
  const { spec } = JSON.parse(await kubectl("get", "virtualservice", "payment", "-o", "json"));
  return spec.http.map((rule: { route: { weight: number }[] }) => rule.route[1]?.weight);
}

interface Edit {
  readonly by: (typeof editors)[number];
  readonly rule: number;
  readonly from: number;
  readonly to: number;
}

/** Resolves with why it was refused, or nothing when it was taken. */
async function make(edit: Edit, resourceVersion = ""): Promise<unknown> {
  if (edit.by === "kubectl") return makeWithKubectl(edit);
  const person = people.get(edit.by);
  const request = {
    route,
    rule: { protocol: "http", index: edit.rule },
    weights: weightsOf(edit.to),
    resourceVersion,
  } as const;
  return person?.changes.apply(person.caller, request, signal).then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function makeWithKubectl({ rule, from, to }: Edit): Promise<unknown> {
  const path = (place: number) => `/spec/http/${rule}/route/${place}/weight`;
  const patch = [
    { op: "test", path: path(1), value: from },
    { op: "replace", path: path(0), value: 100 - to },
    { op: "replace", path: path(1), value: to },
  ];
  return kubectl("patch", "virtualservice", "payment", "--type=json", "-p", patchText(patch)).then(
    () => undefined,
    (error: unknown) => error,
  );
}

function weightsOf(v2: number): Weight[] {
  return [
    { host: "payment", subset: "v1", weight: 100 - v2 },
    { host: "payment", subset: "v2", weight: v2 },
  ];
}

/** Every rule gets each weight at most once, so that accepted edits can be put in order. */
function editsOf(round: number, now: readonly number[]): Edit[] {
  return Array.from({ length: editsOfRound }, (_, place) => {
    const rule = (round + place * 5) % rules;
    return {
      by: editors[place % editors.length] ?? "ada",
      rule,
      from: now[rule] ?? 0,
      to: 1 + ((round * editsOfRound + place) % 99),
    };
  });
}

async function plannedVersion({ by, rule, to }: Edit): Promise<string> {
  const person = people.get(by);
  if (person === undefined) return "";
  const request = { route, rule: { protocol: "http", index: rule }, weights: weightsOf(to) } as const;
  return (await person.changes.plan(person.caller, request, signal)).resourceVersion;
}

it(
  "loses no update of 200 made at once by two people and kubectl, and explains every refusal",
  async () => {
    const taken: Edit[] = [];
    const alone = { made: 0, taken: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const now = await stored();
      const edits = editsOf(round, now).filter(({ from, to }) => from !== to);
      const versions: string[] = [];
      for (const edit of edits) versions.push(await plannedVersion(edit));
      const refusals = await Promise.all(edits.map((edit, place) => make(edit, versions[place])));
      for (const [place, edit] of edits.entries()) {
        const isAlone = edits.filter(({ rule }) => rule === edit.rule).length === 1;
        const refusal = refusals[place];
        if (isAlone) alone.made += 1;
        if (refusal === undefined) {
          taken.push(edit);
          if (isAlone) alone.taken += 1;
        } else if (edit.by !== "kubectl") {
          expect(refusal).toBeInstanceOf(AppError);
          expect(refusal).toMatchObject({ code: "conflict", message: expect.stringContaining("Nothing was written.") });
          expect(refusal).toHaveProperty("extra.theirs.route", route);
        }
      }
    }
    expect(alone.taken / alone.made).toBeGreaterThanOrEqual(0.6);
    expect(await stored()).toEqual(replay(taken));
    expect(taken.length).toBeGreaterThan(rounds);
  },
  limitMs,
);

/** Accepted edits in the order they were taken, from the beginning: each found its rule as the one before left it. */
function replay(taken: readonly Edit[]): number[] {
  const now = Array.from({ length: rules }, () => 0);
  for (const { rule, from, to } of taken) {
    expect(now[rule]).toBe(from);
    now[rule] = to;
  }
  return now;
}
