import type { EditedKind } from "@fyr/contract";
import {
  addRule,
  hiddenRules,
  type JsonObject,
  listIn,
  moveRule,
  readDestinations,
  readGroups,
  removeRule,
  rulesOf,
  textIn,
  withRule,
} from "@fyr/routing";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { DestinationsPart } from "./DestinationsPart.tsx";
import { MatchesPart } from "./MatchesPart.tsx";
import { MirrorPart } from "./MirrorPart.tsx";
import css from "./ObjectEditor.module.css";
import { FaultPart, PatiencePart } from "./RuleParts.tsx";

interface RulesFormProps {
  readonly kind: EditedKind;
  readonly spec: JsonObject;
  readonly disabled: boolean;
  readonly onSpec: (spec: JsonObject) => void;
}

/** The rules of a route in the order they are tried. One is open at a time. */
export function RulesForm({ kind, spec, disabled, onSpec }: RulesFormProps) {
  const rules = rulesOf(kind, spec);
  const [chosen, setChosen] = useState(Math.max(0, rules.length - 1));
  const open = Math.min(chosen, rules.length - 1);
  const hidden = new Map(hiddenRules(kind, spec).map(({ index, by }) => [index, by]));
  const move = (from: number, to: number) => {
    onSpec(moveRule(kind, spec, from, to));
    setChosen(to);
  };
  return (
    <div className={css.parts}>
      <ol className={css.rules} aria-label="Rules in order">
        {rules.map((rule, index) => (
          <li key={index} className={css.rule}>
            <div className={css.ruleHead}>
              <button
                type="button"
                className={css.ruleName}
                aria-expanded={index === open}
                onClick={() => setChosen(index)}
              >
                <strong>Rule {index + 1}</strong> {ruleInWords(kind, rule)}
              </button>
              <RuleButtons
                index={index}
                count={rules.length}
                disabled={disabled}
                onMove={(to) => move(index, to)}
                onRemove={() => onSpec(removeRule(kind, spec, index))}
              />
            </div>
            <HiddenNote by={hidden.get(index)} />
            {index === open && (
              <RuleBody
                kind={kind}
                rule={rule}
                disabled={disabled}
                onRule={(next) => onSpec(withRule(kind, spec, index, () => next))}
              />
            )}
          </li>
        ))}
      </ol>
      <div className={css.buttons}>
        <Button
          disabled={disabled}
          onClick={() => {
            onSpec(addRule(kind, spec));
            setChosen(0);
          }}
        >
          Add a rule before all others
        </Button>
      </div>
      {connectionRules(spec) > 0 && (
        <p className={css.note}>
          Rules for connections (tls, tcp) are edited as YAML: there are {connectionRules(spec)}.
        </p>
      )}
    </div>
  );
}

function HiddenNote({ by }: { by: number | undefined }) {
  if (by === undefined) return null;
  return (
    <p className={css.hidden}>
      <StatusIcon status="degraded" size={14} label="Warning" /> Never reached: rule {by + 1} takes all of its requests.
    </p>
  );
}

function RuleButtons(props: {
  index: number;
  count: number;
  disabled: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
}) {
  const { index, count, disabled, onMove, onRemove } = props;
  return (
    <span className={css.ruleButtons}>
      <IconButton
        label={`Move rule ${index + 1} up`}
        disabled={disabled || index === 0}
        onClick={() => onMove(index - 1)}
      >
        <IconArrowUp size={14} stroke={1.8} />
      </IconButton>
      <IconButton
        label={`Move rule ${index + 1} down`}
        disabled={disabled || index === count - 1}
        onClick={() => onMove(index + 1)}
      >
        <IconArrowDown size={14} stroke={1.8} />
      </IconButton>
      <IconButton label={`Remove rule ${index + 1}`} disabled={disabled || count < 2} onClick={onRemove}>
        <IconTrash size={14} stroke={1.8} />
      </IconButton>
    </span>
  );
}

function RuleBody(props: {
  kind: EditedKind;
  rule: JsonObject;
  disabled: boolean;
  onRule: (rule: JsonObject) => void;
}) {
  const { kind } = props;
  const hasMatches = kind === "VirtualService" || kind === "HTTPRoute" || kind === "GRPCRoute";
  const hasFilters = kind !== "TLSRoute" && kind !== "TCPRoute";
  return (
    <>
      {hasMatches && (
        <PartSection title="Which requests">
          <MatchesPart {...props} />
        </PartSection>
      )}
      <PartSection title="Destinations and weights">
        <DestinationsPart {...props} />
      </PartSection>
      {hasFilters && (
        <>
          <PartSection title="Timeout and retries">
            <PatiencePart {...props} />
          </PartSection>
          <PartSection title="Mirror">
            <MirrorPart {...props} />
          </PartSection>
          <PartSection title="Fault injection">
            <FaultPart {...props} />
          </PartSection>
        </>
      )}
    </>
  );
}

function PartSection({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={css.open} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function ruleInWords(kind: EditedKind, rule: JsonObject): string {
  const name = textIn(rule, "name");
  const groups = readGroups(kind, rule).length;
  const takes = groups === 0 ? "every request" : groups === 1 ? "some requests" : `${groups} kinds of requests`;
  const to = readDestinations(kind, rule).map(({ host, subset }) => subset ?? host);
  return [name, takes, to.length > 0 ? `to ${to.join(", ")}` : "", rule["fault"] === undefined ? "" : "with a fault"]
    .filter(Boolean)
    .join(" · ");
}

function connectionRules(spec: JsonObject): number {
  return listIn(spec, "tls").length + listIn(spec, "tcp").length;
}
