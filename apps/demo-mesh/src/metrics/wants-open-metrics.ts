/** Does who sends this `Accept` rather take OpenMetrics than Prometheus' own text? */
export function wantsOpenMetrics(accept: string | undefined): boolean {
  const ranges = (accept ?? "").split(",").map(readRange);
  const weightOf = (type: string) =>
    Math.max(0, ...ranges.filter((one) => one.type === type).map(({ weight }) => weight));
  const open = weightOf("application/openmetrics-text");
  return open > 0 && open >= weightOf("text/plain");
}

function readRange(text: string) {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = Number(parameters.find((each) => each.startsWith("q="))?.slice(2) ?? 1);
  return { type, weight: Number.isFinite(weight) ? weight : 0 };
}
