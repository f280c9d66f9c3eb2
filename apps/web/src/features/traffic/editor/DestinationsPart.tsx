import type { EditedKind } from "@fyr/contract";
import {
  addDestination,
  type JsonObject,
  readDestinations,
  removeDestination,
  setDestination,
  setWeight,
} from "@fyr/routing";
import { Button } from "../../../ui/Button.tsx";
import css from "./ObjectEditor.module.css";

interface DestinationsPartProps {
  readonly kind: EditedKind;
  readonly rule: JsonObject;
  readonly disabled: boolean;
  readonly onRule: (rule: JsonObject) => void;
}

/** Where requests go. One weight moved, the others share what is left. */
export function DestinationsPart({ kind, rule, disabled, onRule }: DestinationsPartProps) {
  const destinations = readDestinations(kind, rule);
  const isIstio = kind === "VirtualService";
  return (
    <div className={css.part}>
      {destinations.length === 0 && <p className={css.note}>Sends nowhere by itself: a redirect or a delegate.</p>}
      {destinations.map((destination, index) => {
        const { host, subset, weight } = destination;
        const name = subset === undefined ? host : `${host} ${subset}`;
        return (
          <div key={index} className={css.condition}>
            <input
              aria-label={isIstio ? "Host" : "Service"}
              className={css.text}
              disabled={disabled}
              value={host}
              onChange={({ currentTarget }) =>
                onRule(setDestination(kind, rule, index, { host: currentTarget.value, subset }))
              }
            />
            {isIstio && (
              <input
                aria-label={`Subset of ${host}`}
                className={css.text}
                disabled={disabled}
                placeholder="all versions"
                value={subset ?? ""}
                onChange={({ currentTarget }) =>
                  onRule(setDestination(kind, rule, index, { host, subset: currentTarget.value || undefined }))
                }
              />
            )}
            <input
              aria-label={`Weight of ${name}`}
              type="number"
              min={0}
              className={css.number}
              disabled={disabled || destinations.length < 2}
              value={weight}
              onChange={({ currentTarget }) => onRule(setWeight(kind, rule, index, Number(currentTarget.value)))}
            />
            {destinations.length > 1 && (
              <Button kind="quiet" disabled={disabled} onClick={() => onRule(removeDestination(kind, rule, index))}>
                Remove<span className="visually-hidden"> {name}</span>
              </Button>
            )}
          </div>
        );
      })}
      {destinations.length > 0 && (
        <div className={css.buttons}>
          <Button disabled={disabled} onClick={() => onRule(addDestination(kind, rule))}>
            Add destination
          </Button>
        </div>
      )}
    </div>
  );
}
