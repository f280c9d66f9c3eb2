import type { EditedKind } from "@fyr/contract";
import { type JsonObject, type Mirror, readDestinations, readMirror, writeMirror } from "@fyr/routing";
import { Button } from "../../../ui/Button.tsx";
import { NumberField, TextField } from "./Fields.tsx";
import css from "./ObjectEditor.module.css";

interface MirrorPartProps {
  readonly kind: EditedKind;
  readonly rule: JsonObject;
  readonly disabled: boolean;
  readonly onRule: (rule: JsonObject) => void;
}

/** Copies of requests, whose answers nobody gets. */
export function MirrorPart({ kind, rule, disabled, onRule }: MirrorPartProps) {
  const read = readMirror(kind, rule);
  if (read.kind === "several") return <p className={css.note}>There are several mirrors: edit them as YAML.</p>;
  if (read.kind !== "one") {
    const [first] = readDestinations(kind, rule).toReversed();
    return (
      <div className={css.buttons}>
        <Button
          disabled={disabled || first === undefined}
          onClick={() =>
            first && onRule(writeMirror(kind, rule, { host: first.host, subset: first.subset, percent: 10 }))
          }
        >
          Mirror requests
        </Button>
      </div>
    );
  }
  const { mirror } = read;
  const write = (next: Partial<Mirror>) => onRule(writeMirror(kind, rule, { ...mirror, ...next }));
  return (
    <div className={css.part}>
      <div className={css.fields}>
        <TextField
          label={kind === "VirtualService" ? "Mirror to host" : "Mirror to service"}
          disabled={disabled}
          value={mirror.host}
          onValue={(host = "") => write({ host })}
        />
        {kind === "VirtualService" && (
          <TextField
            label="Subset"
            disabled={disabled}
            value={mirror.subset}
            placeholder="all versions"
            onValue={(subset) => write({ subset })}
          />
        )}
        <NumberField
          label="Share"
          unit="% of requests"
          max={100}
          disabled={disabled}
          value={mirror.percent}
          onValue={(percent) => write({ percent })}
        />
      </div>
      <div className={css.buttons}>
        <Button disabled={disabled} onClick={() => onRule(writeMirror(kind, rule, undefined))}>
          Remove the mirror
        </Button>
      </div>
    </div>
  );
}
