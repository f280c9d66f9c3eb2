import type { NodeId } from "@fyr/contract";
import { Picker } from "../../../ui/Picker.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { entryChoices, toldApart } from "../entries.ts";
import type { Incident } from "../use-incident.ts";

/** Where the call tree begins. */
export function EntryChoice({ entry, incident }: { entry: NodeId | undefined; incident: Incident }) {
  const [, change] = useInvestigation();
  const { names } = incident;
  if (entry === undefined) return null;
  const choices = toldApart(entryChoices(entry, incident), names).map(({ id, words }) => ({ value: id, words }));
  return <Picker name="from" value={entry} choices={choices} onChoose={(next) => change({ entry: next })} />;
}
