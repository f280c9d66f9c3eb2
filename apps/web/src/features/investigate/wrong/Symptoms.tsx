import type { Finding, Symptom } from "@fyr/contract";
import { clock } from "../../../ui/clock.ts";
import { useInvestigation } from "../../../view/use-investigation.ts";
import type { Names } from "../names.ts";
import { isOnMap } from "../place-on-map.ts";
import css from "./FindingCard.module.css";
import { symptomWords } from "./finding-words.ts";

/** What is unwell only because of a finding, folded under it; a press shows the evidence of one. */
export function Symptoms({ finding, names }: { finding: Finding; names: Names }) {
  const [, change] = useInvestigation();
  const { symptoms, id } = finding;
  if (symptoms.length === 0) return null;
  const open = ({ place }: Symptom) =>
    isOnMap(place) && change({ tab: "evidence", finding: id }, { view: { selection: place } });
  return (
    <details className={css.details}>
      <summary>{symptoms.length === 1 ? "1 symptom follows" : `${symptoms.length} symptoms follow`} from it</summary>
      <ul>
        {symptoms.map((symptom) => (
          <li key={symptomWords(symptom, names)}>
            <button type="button" className={css.row} onClick={() => open(symptom)}>
              {symptomWords(symptom, names)}
              {symptom.onset && <small>since {clock(symptom.onset.at)}</small>}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
