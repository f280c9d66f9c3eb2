import type { MatchCondition } from "@fyr/contract";
import { expect, it } from "vitest";
import { covers } from "./covers.ts";

const path = (op: MatchCondition["op"] & string, value: string): MatchCondition => ({ on: "uri", op, value });
const header = (op: MatchCondition["op"] & string, value: string): MatchCondition => ({
  on: "header",
  name: "x-canary",
  op,
  value,
});

it.each<{ ours: MatchCondition[][]; theirs: MatchCondition[][]; whole?: boolean; covered: string }>([
  { ours: [], theirs: [[path("exact", "/a")]], covered: "yes" },
  { ours: [[path("exact", "/a")]], theirs: [], covered: "no" },
  { ours: [[path("prefix", "/a")]], theirs: [[path("prefix", "/ab")]], covered: "yes" },
  { ours: [[path("prefix", "/a")]], theirs: [[path("prefix", "/ab")]], whole: true, covered: "no" },
  { ours: [[path("prefix", "/a")]], theirs: [[path("exact", "/a/b")]], whole: true, covered: "yes" },
  { ours: [[path("prefix", "/a/b")]], theirs: [[path("prefix", "/a")]], covered: "no" },
  { ours: [[path("exact", "/a")]], theirs: [[path("prefix", "/a")]], covered: "no" },
  { ours: [[path("prefix", "/a")]], theirs: [[path("exact", "/a/b"), header("exact", "1")]], covered: "yes" },
  { ours: [[path("prefix", "/a"), header("exact", "1")]], theirs: [[path("exact", "/a/b")]], covered: "no" },
  {
    ours: [[path("exact", "/a")], [path("exact", "/b")]],
    theirs: [[path("exact", "/b")], [path("exact", "/a")]],
    covered: "yes",
  },
  { ours: [[path("exact", "/a")]], theirs: [[path("exact", "/b")], [path("exact", "/a")]], covered: "no" },
  { ours: [[header("regex", "a.*")]], theirs: [[header("exact", "ab")]], covered: "unknown" },
  { ours: [[header("regex", "a.*")]], theirs: [[header("regex", "a.*")]], covered: "yes" },
  { ours: [[{ on: "header", name: "x-canary", op: "present" }]], theirs: [[header("exact", "ab")]], covered: "yes" },
  {
    ours: [[{ on: "sniHost", op: "exact", value: "a.io, b.io" }]],
    theirs: [[{ on: "sniHost", op: "exact", value: "b.io" }]],
    covered: "yes",
  },
])("$ours covers $theirs: $covered", ({ ours, theirs, whole = false, covered }) => {
  expect(covers(ours, theirs, whole)).toBe(covered);
});
