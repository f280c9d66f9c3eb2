import type { ComparedDestination } from "@fyr/contract";
import type { CanaryCounts, Outcome } from "@fyr/routing";

/** What was counted of both, in the whole numbers a test of counts needs. */
export function canaryCounts(stable: ComparedDestination, canary: ComparedDestination): CanaryCounts {
  return {
    failed: inStretches(stable, canary, ({ requests, failed }) => ({ requests, bad: failed })),
    slow: inStretches(stable, canary, ({ timed = 0, slow = 0 }) => ({ requests: timed, bad: slow })),
  };
}

type Stretch = ComparedDestination["stretches"][number];

function inStretches(stable: ComparedDestination, canary: ComparedDestination, read: (stretch: Stretch) => Outcome) {
  const [ofStable, ofCanary] = [stable, canary].map(({ stretches }) => wholeNumbers(stretches.map(read)));
  return (ofCanary ?? []).map((outcome, at) => ({ canary: outcome, stable: ofStable?.[at] ?? none }));
}

const none: Outcome = { requests: 0, bad: 0 };

/** What rounding leaves of one stretch is carried to the next: the sum stays right, however short they are. */
function wholeNumbers(outcomes: readonly Outcome[]): Outcome[] {
  let exact = { requests: 0, bad: 0 };
  let told = { requests: 0, bad: 0 };
  return outcomes.map(({ requests, bad }) => {
    exact = { requests: exact.requests + requests, bad: exact.bad + bad };
    const whole = Math.round(exact.requests) - told.requests;
    const outcome = { requests: whole, bad: Math.min(whole, Math.round(exact.bad) - told.bad) };
    told = { requests: told.requests + outcome.requests, bad: told.bad + outcome.bad };
    return outcome;
  });
}
