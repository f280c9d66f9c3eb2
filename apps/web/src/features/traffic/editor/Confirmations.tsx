import type { Confirmation, EditPlan } from "@fyr/contract";
import css from "./ObjectEditor.module.css";

const questions: Readonly<Record<Confirmation, string>> = {
  "abort-above-a-tenth": "Yes, fail more than 10 % of the requests on purpose",
  "fault-on-live-traffic": "Yes, this service has traffic now: people may notice the fault",
  "owner-reverts": "Yes, change it here although another tool owns this object and may put it back",
};

/** What an edit needs a second, explicit yes for. */
export function Confirmations(props: {
  plan: EditPlan;
  confirmed: readonly Confirmation[];
  onConfirmed: (confirmed: readonly Confirmation[]) => void;
}) {
  const { plan, confirmed, onConfirmed } = props;
  if (plan.confirmations.length === 0) return null;
  return (
    <fieldset className={css.questions}>
      <legend>This needs a second yes</legend>
      {plan.confirmations.map((each) => (
        <label key={each}>
          <input
            type="checkbox"
            checked={confirmed.includes(each)}
            onChange={({ currentTarget }) =>
              onConfirmed(currentTarget.checked ? [...confirmed, each] : confirmed.filter((other) => other !== each))
            }
          />{" "}
          {questions[each]}
        </label>
      ))}
    </fieldset>
  );
}
