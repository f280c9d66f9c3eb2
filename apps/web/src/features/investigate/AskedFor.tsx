import { IconX } from "@tabler/icons-react";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { useInvestigation } from "../../view/use-investigation.ts";
import css from "./AskedFor.module.css";
import { goneWords, soughtWords } from "./asked-words.ts";
import { findingAbout } from "./sought.ts";
import type { Incident } from "./use-incident.ts";

/** What became of what a link asks for: an edge of an alert, a finding that may be over. */
export function AskedFor({ incident }: { incident: Incident }) {
  const [{ tab, finding: named }, change] = useInvestigation();
  const { investigation, finding: shown, sought, names } = incident;
  const isGone = named !== undefined && investigation !== undefined && shown?.id !== named;
  const [place] = sought?.places ?? [];
  return (
    <>
      {isGone && (
        <Note words={goneWords(shown, names)} onClose={() => change({ finding: undefined }, { replace: true })} />
      )}
      {sought !== undefined && (
        <Note
          words={soughtWords(sought, names, {
            isKnown: investigation !== undefined,
            about: findingAbout(investigation?.findings ?? [], sought.places),
          })}
          onClose={() => change({}, { view: { find: undefined }, replace: true })}
        >
          {place !== undefined && tab !== "evidence" && (
            <Button onClick={() => change({ tab: "evidence" }, { view: { selection: place } })}>Its evidence</Button>
          )}
        </Note>
      )}
    </>
  );
}

function Note({ words, onClose, children }: { words: string; onClose: () => void; children?: React.ReactNode }) {
  return (
    <div className={css.note}>
      <StatusIcon status="notice" label="" />
      <p role="status">{words}</p>
      {children}
      <IconButton label="Ask for it no more" onClick={onClose}>
        <IconX size={13} stroke={1.8} />
      </IconButton>
    </div>
  );
}
