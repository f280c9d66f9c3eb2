import type { Finding } from "@fyr/contract";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { callTree } from "../../../api/investigate-queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { problemText } from "../../../ui/problem-text.ts";
import { saveFile } from "../../../ui/save-file.ts";
import { fileNameOf } from "../../../view/file-name.ts";
import { momentLink } from "../../../view/moment-link.ts";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { entryOf } from "../entries.ts";
import { namesIn } from "../names.ts";
import type { Incident } from "../use-incident.ts";
import { incidentText } from "./incident-text.ts";

/** Hands a finding over: as text with its numbers and a link, and as a picture of where the time goes. */
export function CopyIncident({ incident, finding }: { incident: Incident; finding: Finding }) {
  const { investigation, names, topology, asked, baseline } = incident;
  const [{ entry: chosen }] = useInvestigation();
  const client = useQueryClient();
  const entry = entryOf(chosen, incident);
  const name = fileNameOf(topology, "incident");
  if (investigation === undefined) return null;
  const { at, windowSeconds } = investigation;
  async function copyText() {
    const text = incidentText(finding, { at, windowSeconds }, names, momentLink(window.location.href, at, finding.id));
    try {
      await navigator.clipboard.writeText(text);
      say("Incident copied: text, numbers and a link that keeps the moment.");
    } catch {
      saveFile(`${name}.md`, new Blob([text], { type: "text/markdown" }));
      say("The browser did not allow copying: saved as a file instead.");
    }
  }
  async function copyPicture() {
    if (entry === undefined) return;
    try {
      const tree = await client.ensureQueryData(callTree({ entry, ...asked }));
      const { treePicture } = await import("./picture/tree-picture.ts");
      const png = await treePicture(tree, namesIn(topology, { nodes: tree.goneNodes, edges: [] }), {
        finding,
        at,
        than: baseline.than,
      });
      await giveAway(png, `${name}.png`);
    } catch (error) {
      say(`No picture: ${problemText(error).detail}`);
    }
  }
  return (
    <>
      <Button onClick={() => void copyText()}>Copy incident</Button>
      {entry !== undefined && <Button onClick={() => void copyPicture()}>Copy picture</Button>}
    </>
  );
}

/** Into the clipboard where the browser lets pictures in, else among the downloads. */
async function giveAway(png: Blob, name: string): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
    say("Picture copied.");
  } catch {
    saveFile(name, png);
    say("The browser did not allow copying pictures: saved as a file instead.");
  }
}

function say(message: string): void {
  notifications.show({ message });
}
