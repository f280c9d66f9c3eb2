import { Button } from "../../../ui/Button.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { Picker } from "../../../ui/Picker.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { toldApart } from "../entries.ts";
import type { Incident } from "../use-incident.ts";

/** Nothing is wrong and nothing selected: whoever is told of one workload finds it here, by name. */
export function NoSubject({ incident: { topology, names } }: { incident: Incident }) {
  const [, change] = useInvestigation();
  const workloads = topology.nodes.filter(({ workload }) => workload !== undefined).map(({ id }) => id);
  const choices = toldApart(workloads, names)
    .toSorted((a, b) => a.words.localeCompare(b.words))
    .map(({ id, words }) => ({ value: id as string, words }));
  return (
    <EmptyState title="Nothing is chosen">
      <p>Choose a workload here, or a call: in the call tree, among the differences or on the map.</p>
      <Picker
        name="of"
        value=""
        choices={[{ value: "", words: "a workload" }, ...choices]}
        onChoose={(id) => id !== "" && change({}, { view: { selection: { type: "node", id } } })}
      />
      <Button onClick={() => change({ tab: "time" })}>Where the time goes</Button>
    </EmptyState>
  );
}
