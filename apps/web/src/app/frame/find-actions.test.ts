import { expect, it } from "vitest";
import { smallMesh } from "../../features/find/small-mesh.fixture.ts";
import type { NextChoice, PaletteEntry } from "../../features/palette/entries.ts";
import { bestMatches } from "../../features/palette/fuzzy.ts";
import type { ChangeView } from "../../view/use-view.ts";
import { pathEntries } from "./find-actions.ts";

const mesh = smallMesh("web>cart", "cart>db", "web>ads");

it("asks with nothing selected from whom, then to whom of those it reaches", () => {
  const changes: unknown[] = [];
  const change = ((next: unknown) => void changes.push(next)) as ChangeView;
  const entries = pathEntries(mesh, undefined, change);
  const [paths] = bestMatches("paths", entries, (entry) => entry, 5);
  const from = nextOf(paths);
  expect(namesIn(from)).toEqual(["cart", "web"]);
  const to = nextOf(from.entries[1]);
  expect(to.asked).toBe("Paths from web to which one?");
  expect(namesIn(to)).toEqual(["ads", "cart", "db"]);
  const db = to.entries[2];
  if (db !== undefined && "run" in db) db.run();
  expect(changes).toEqual([{ focus: { from: "web", to: "db" } }]);
});

it("offers no paths where nobody calls anybody", () => {
  expect(pathEntries(smallMesh(), undefined, () => undefined)).toEqual([]);
});

function nextOf(entry: PaletteEntry | undefined): NextChoice {
  if (entry === undefined || !("next" in entry)) throw new Error(`${entry?.name} leads to no other choice`);
  return entry.next();
}

function namesIn({ entries }: NextChoice): readonly string[] {
  return entries.map(({ name }) => name);
}
