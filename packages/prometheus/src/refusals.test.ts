import { expect, it } from "vitest";
import { refusalOf } from "./refusals.ts";

const asked = { url: "http://prometheus.example" };
const errorOf = (status: number, error: string) =>
  refusalOf(asked, {
    status,
    body: JSON.stringify({ status: "error", errorType: "execution", error }),
    headers: {},
    bytes: 0,
  });

it.each([
  {
    whose: "VictoriaMetrics",
    status: 422,
    error:
      'error when executing query="up" on the time range (start=0, end=1, step=1): too long query; got 20000 bytes; mustn\'t exceed `-search.maxQueryLen=16384` bytes',
    isTooMuch: true,
  },
  {
    whose: "Mimir",
    status: 422,
    error: "the query exceeded the maximum number of chunks (limit: 2000000 chunks) (err-mimir-max-chunks-per-query)",
    isTooMuch: true,
  },
  {
    whose: "Cortex",
    status: 422,
    error: "the query hit the max number of series limit (limit: 1000 series)",
    isTooMuch: true,
  },
  {
    whose: "Prometheus",
    status: 422,
    error: "query processing would load too many samples into memory in query execution",
    isTooMuch: false,
  },
  {
    whose: "Prometheus",
    status: 400,
    error: "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution",
    isTooMuch: false,
  },
  {
    whose: "VictoriaMetrics",
    status: 422,
    error: 'error when executing query="up{a=\\"too long query;\\"}": the number of matching timeseries exceeds 300000',
    isTooMuch: false,
  },
])("of $whose, HTTP $status, says whether less at once may be answered: $isTooMuch", ({ status, error, isTooMuch }) => {
  expect(errorOf(status, error)).toMatchObject({ code: "prometheus_rejected", isTooMuch });
});

it("takes a proxy's word that a query is too long", () => {
  const refusal = refusalOf(asked, { status: 413, body: "Request Entity Too Large", headers: {}, bytes: 0 });
  expect(refusal).toMatchObject({ code: "prometheus_rejected", isTooMuch: true });
});
