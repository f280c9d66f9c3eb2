import type { EditedKind } from "@fyr/contract";
import { faultAbort, faultDelay, gatewayTimeouts, type JsonObject, retries, timeout } from "@fyr/routing";
import { Button } from "../../../ui/Button.tsx";
import { DurationField, NumberField, TextField } from "./Fields.tsx";
import css from "./ObjectEditor.module.css";

interface RulePartProps {
  readonly kind: EditedKind;
  readonly rule: JsonObject;
  readonly disabled: boolean;
  readonly onRule: (rule: JsonObject) => void;
}

/** How long callers wait, and how often it is tried again. What the API cannot say is said. */
export function PatiencePart({ kind, rule, disabled, onRule }: RulePartProps) {
  if (kind === "GRPCRoute") return <p className={css.note}>GRPCRoutes have no timeouts and no retries.</p>;
  if (kind === "HTTPRoute") {
    const values = gatewayTimeouts.read(rule);
    const write = (next: typeof values) => onRule(gatewayTimeouts.write(rule, { ...values, ...next }));
    return (
      <div className={css.part}>
        <div className={css.fields}>
          <DurationField
            label="Timeout"
            disabled={disabled}
            value={values.request}
            onValue={(request) => write({ request })}
          />
          <DurationField
            label="Timeout of one try"
            disabled={disabled}
            value={values.backendRequest}
            onValue={(backendRequest) => write({ backendRequest })}
          />
        </div>
        <p className={css.note}>HTTPRoutes have no retries in the standard channel of the Gateway API.</p>
      </div>
    );
  }
  return <IstioPatience rule={rule} disabled={disabled} onRule={onRule} />;
}

function IstioPatience({ rule, disabled, onRule }: Omit<RulePartProps, "kind">) {
  const { request } = timeout.read(rule);
  const values = retries.read(rule);
  const write = (next: typeof values) => onRule(retries.write(rule, { ...values, ...next }));
  return (
    <div className={css.fields}>
      <DurationField
        label="Timeout"
        disabled={disabled}
        value={request}
        onValue={(next) => onRule(timeout.write(rule, { request: next }))}
      />
      <NumberField
        label="Retries"
        disabled={disabled}
        value={values.attempts}
        onValue={(attempts) => write({ attempts })}
      />
      <DurationField
        label="Timeout of one try"
        disabled={disabled}
        value={values.perTryTimeout}
        onValue={(perTryTimeout) => write({ perTryTimeout })}
      />
      <TextField
        label="Retry on"
        disabled={disabled}
        value={values.retryOn}
        placeholder="connect-failure,refused-stream,…"
        onValue={(retryOn) => write({ retryOn })}
      />
    </div>
  );
}

/** Requests that are delayed or failed on purpose. */
export function FaultPart({ kind, rule, disabled, onRule }: RulePartProps) {
  if (kind !== "VirtualService") return <p className={css.note}>The Gateway API cannot inject faults.</p>;
  const abort = faultAbort.read(rule);
  const delay = faultDelay.read(rule);
  const writeAbort = (next: typeof abort) => onRule(faultAbort.write(rule, { ...abort, ...next }));
  const writeDelay = (next: typeof delay) => onRule(faultDelay.write(rule, { ...delay, ...next }));
  return (
    <div className={css.part}>
      <div className={css.fields}>
        <NumberField
          label="Abort"
          unit="% of requests"
          max={100}
          disabled={disabled}
          value={abort.percent}
          onValue={(percent) =>
            writeAbort({ percent, httpStatus: abort.httpStatus ?? (percent === undefined ? undefined : 503) })
          }
        />
        <NumberField
          label="with HTTP status"
          disabled={disabled}
          value={abort.httpStatus}
          onValue={(httpStatus) => writeAbort({ httpStatus })}
        />
        <NumberField
          label="Delay"
          unit="% of requests"
          max={100}
          disabled={disabled}
          value={delay.percent}
          onValue={(percent) =>
            writeDelay({ percent, fixedDelay: delay.fixedDelay ?? (percent === undefined ? undefined : "1s") })
          }
        />
        <DurationField
          label="by"
          disabled={disabled}
          value={delay.fixedDelay}
          onValue={(fixedDelay) => writeDelay({ fixedDelay })}
        />
      </div>
      {rule["fault"] !== undefined && (
        <div className={css.buttons}>
          <Button disabled={disabled} onClick={() => onRule(faultDelay.clear(faultAbort.clear(rule)))}>
            Remove the fault
          </Button>
        </div>
      )}
      <p className={css.note}>A fault always has an end: you are asked for it in the review.</p>
    </div>
  );
}
