import { createPart, numberAt, textAt } from "./part.ts";

/** `attempts: 0` turns Istio's own two retries off; nothing said leaves them on. */
export const retries = createPart([["retries"]], {
  attempts: numberAt("retries", "attempts"),
  perTryTimeout: textAt("retries", "perTryTimeout"),
  retryOn: textAt("retries", "retryOn"),
});
