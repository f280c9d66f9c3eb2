import type { NodeId } from "@fyr/contract";
import { Picker } from "../../../ui/Picker.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { entryChoices } from "../entries.ts";
import type { Incident } from "../use-incident.ts";

/** Where the call tree begins. */
export function EntryChoice({ entry, incident }: { entry: NodeId | undefined; incident: Incident }) {
  const [, change] = useInvestigation();
  const { names } = incident;
  if (entry === undefined) return null;
  const ids = entryChoices(entry, incident);
  const sameName = Map.groupBy(ids, names.ofNode);
  const choices = ids.map((id) => {
    const name = names.ofNode(id);
    const namespace = (sameName.get(name)?.length ?? 0) > 1 ? names.node(id)?.namespace : undefined;
    return { value: id, words: namespace === undefined ? name : `${name} in ${namespace}` };
  });
  return <Picker name="from" value={entry} choices={choices} onChoose={(next) => change({ entry: next })} />;
}
