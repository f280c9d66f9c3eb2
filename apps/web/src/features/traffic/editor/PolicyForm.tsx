import { circuitBreaker, type JsonObject, listIn, outlierDetection, textIn } from "@fyr/routing";
import { Button } from "../../../ui/Button.tsx";
import { DurationField, NumberField } from "./Fields.tsx";
import css from "./ObjectEditor.module.css";

interface PolicyFormProps {
  readonly spec: JsonObject;
  readonly disabled: boolean;
  readonly onSpec: (spec: JsonObject) => void;
}

/** A DestinationRule: how a host is protected, for all of its subsets. */
export function PolicyForm({ spec, disabled, onSpec }: PolicyFormProps) {
  const subsets = listIn(spec, "subsets").flatMap((subset) => textIn(subset, "name") ?? []);
  return (
    <div className={css.parts}>
      <p className={css.note}>
        For {textIn(spec, "host")}
        {subsets.length > 0 && `, subsets ${subsets.join(", ")}`}. Subsets and their own policies are edited as YAML.
      </p>
      <BreakerPart spec={spec} disabled={disabled} onSpec={onSpec} />
      <OutlierPart spec={spec} disabled={disabled} onSpec={onSpec} />
    </div>
  );
}

function BreakerPart({ spec, disabled, onSpec }: PolicyFormProps) {
  const values = circuitBreaker.read(spec);
  const write = (next: typeof values) => onSpec(circuitBreaker.write(spec, { ...values, ...next }));
  const fields = [
    { name: "maxConnections", label: "Connections at most" },
    { name: "http1MaxPendingRequests", label: "Waiting requests at most" },
    { name: "http2MaxRequests", label: "Requests at once at most" },
    { name: "maxRequestsPerConnection", label: "Requests a connection" },
    { name: "maxRetries", label: "Retries at once at most" },
  ] as const;
  return (
    <section className={css.open} aria-label="Circuit breaker">
      <h3>Circuit breaker</h3>
      <div className={css.fields}>
        {fields.map(({ name, label }) => (
          <NumberField
            key={name}
            label={label}
            disabled={disabled}
            value={values[name]}
            onValue={(value) => write({ [name]: value })}
          />
        ))}
      </div>
      <RemoveButton name="limits" disabled={disabled} onRemove={() => onSpec(circuitBreaker.clear(spec))} />
    </section>
  );
}

function OutlierPart({ spec, disabled, onSpec }: PolicyFormProps) {
  const values = outlierDetection.read(spec);
  const write = (next: typeof values) => onSpec(outlierDetection.write(spec, { ...values, ...next }));
  return (
    <section className={css.open} aria-label="Outlier detection">
      <h3>Outlier detection</h3>
      <div className={css.fields}>
        <NumberField
          label="5xx answers in a row"
          disabled={disabled}
          value={values.consecutive5xxErrors}
          onValue={(consecutive5xxErrors) => write({ consecutive5xxErrors })}
        />
        <DurationField
          label="Looked at every"
          disabled={disabled}
          value={values.interval}
          onValue={(interval) => write({ interval })}
        />
        <DurationField
          label="Left out for at least"
          disabled={disabled}
          value={values.baseEjectionTime}
          onValue={(baseEjectionTime) => write({ baseEjectionTime })}
        />
        <NumberField
          label="Left out at most"
          unit="% of pods"
          max={100}
          disabled={disabled}
          value={values.maxEjectionPercent}
          onValue={(maxEjectionPercent) => write({ maxEjectionPercent })}
        />
      </div>
      <RemoveButton
        name="outlier detection"
        disabled={disabled}
        onRemove={() => onSpec(outlierDetection.clear(spec))}
      />
    </section>
  );
}

function RemoveButton(props: { name: string; disabled: boolean; onRemove: () => void }) {
  return (
    <div className={css.buttons}>
      <Button kind="quiet" disabled={props.disabled} onClick={props.onRemove}>
        Remove {props.name}
      </Button>
    </div>
  );
}
