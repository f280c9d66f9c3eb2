import { BaseSequencer, type TestSpecification } from "vitest/node";

/** How the paths of integration tests begin that wait or compute for minutes. */
const long = [
  "apps/demo-mesh/src/history/",
  "test/conformance/incidents",
  "test/faults/",
  "apps/server/src/changes/guards/",
  "apps/server/src/changes/concurrent-edits",
];

/** What takes long begins first: begun last it would go on alone. Vitest itself knows only after a run, and then only here. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

/** Other projects keep their place before it. */
function placeOf({ moduleId, project }: TestSpecification): number {
  if (project.name !== "integration") return -1;
  const path = moduleId.slice(project.vitest.config.root.length + 1);
  const place = long.findIndex((beginning) => path.startsWith(beginning));
  return place < 0 ? long.length : place;
}
