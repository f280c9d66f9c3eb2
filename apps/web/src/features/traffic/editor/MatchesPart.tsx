import type { EditedKind } from "@fyr/contract";
import {
  addGroup,
  conditionsOf,
  type EditedCondition,
  type JsonObject,
  opsOf,
  readGroups,
  removeGroup,
  writeGroup,
} from "@fyr/routing";
import { Button } from "../../../ui/Button.tsx";
import { ChoiceField } from "./Fields.tsx";
import css from "./ObjectEditor.module.css";

interface MatchesPartProps {
  readonly kind: EditedKind;
  readonly rule: JsonObject;
  readonly disabled: boolean;
  readonly onRule: (rule: JsonObject) => void;
}

/** Which requests a rule takes: any group is enough, all conditions of a group must hold. */
export function MatchesPart({ kind, rule, disabled, onRule }: MatchesPartProps) {
  const groups = readGroups(kind, rule);
  return (
    <div className={css.part}>
      {groups.length === 0 && <p className={css.note}>Takes every request that comes this far.</p>}
      {groups.map((conditions, index) => (
        <fieldset key={index} className={css.group}>
          <legend>{index === 0 ? "Requests with" : "or with"}</legend>
          {conditions.map((condition, place) => (
            <ConditionRow
              key={place}
              kind={kind}
              condition={condition}
              disabled={disabled}
              onCondition={(next) => onRule(writeGroup(kind, rule, index, replaced(conditions, place, next)))}
            />
          ))}
          {conditions.length === 0 && <p className={css.note}>conditions that only YAML shows</p>}
          <div className={css.buttons}>
            <Button
              disabled={disabled}
              onClick={() => onRule(writeGroup(kind, rule, index, [...conditions, newCondition(kind, conditions)]))}
            >
              Add condition
            </Button>
            <Button kind="quiet" disabled={disabled} onClick={() => onRule(removeGroup(kind, rule, index))}>
              Remove group
            </Button>
          </div>
        </fieldset>
      ))}
      <div className={css.buttons}>
        <Button disabled={disabled} onClick={() => onRule(addGroup(kind, rule))}>
          {groups.length === 0 ? "Take only some requests" : "Add an alternative"}
        </Button>
      </div>
    </div>
  );
}

const onWords = { path: "path", method: "method", header: "header", query: "query parameter" } as const;
const opWords = { exact: "is", prefix: "begins with", regex: "matches regex", present: "is there" } as const;

function ConditionRow(props: {
  kind: EditedKind;
  condition: EditedCondition;
  disabled: boolean;
  onCondition: (next: EditedCondition | undefined) => void;
}) {
  const { kind, condition, disabled, onCondition } = props;
  const { on, name, op, value } = condition;
  const isNamed = on === "header" || on === "query";
  return (
    <div className={css.condition}>
      <ChoiceField
        label="What is compared"
        value={on}
        disabled={disabled}
        choices={conditionsOf(kind).map((each) => ({ value: each, words: onWords[each] }))}
        onValue={(next) => onCondition(conditionOn(kind, next, condition))}
      />
      {isNamed && (
        <input
          aria-label={`Name of the ${onWords[on]}`}
          className={css.text}
          disabled={disabled}
          value={name ?? ""}
          onChange={({ currentTarget }) => onCondition({ ...condition, name: currentTarget.value })}
        />
      )}
      <ChoiceField
        label="How"
        value={op}
        disabled={disabled}
        choices={opsOf(kind, on).map((each) => ({ value: each, words: opWords[each] }))}
        onValue={(next) => onCondition({ ...condition, op: next })}
      />
      {op !== "present" && (
        <input
          aria-label="Value"
          className={css.text}
          disabled={disabled}
          value={value}
          onChange={({ currentTarget }) => onCondition({ ...condition, value: currentTarget.value })}
        />
      )}
      <Button kind="quiet" disabled={disabled} onClick={() => onCondition(undefined)}>
        Remove<span className="visually-hidden"> condition</span>
      </Button>
    </div>
  );
}

function replaced(conditions: readonly EditedCondition[], place: number, next: EditedCondition | undefined) {
  return next === undefined ? conditions.toSpliced(place, 1) : conditions.with(place, next);
}

/** Paths and methods stand once in a group: what is free comes first. */
function newCondition(kind: EditedKind, conditions: readonly EditedCondition[]): EditedCondition {
  const taken = new Set(conditions.map(({ on }) => on));
  const free = conditionsOf(kind).find((on) => on !== "header" && !taken.has(on));
  if (free === undefined) return { on: "header", name: freeName(conditions), op: "exact", value: "" };
  return { on: free, op: free === "path" ? "prefix" : "exact", value: free === "path" ? "/" : "GET" };
}

function conditionOn(
  kind: EditedKind,
  on: EditedCondition["on"],
  { name, op, value }: EditedCondition,
): EditedCondition {
  const possible = opsOf(kind, on);
  const next = possible.includes(op) ? op : (possible[0] ?? "exact");
  const isNamed = on === "header" || on === "query";
  return { on, ...(isNamed && { name: name ?? "x-canary" }), op: next, value };
}

function freeName(conditions: readonly EditedCondition[]): string {
  const taken = new Set(conditions.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? "x-canary" : `x-canary-${number}`;
    if (!taken.has(name)) return name;
  }
}
