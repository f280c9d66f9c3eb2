import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWriter, type Dialect, plainDialect } from "./dialect.ts";
import { is, rate, select, selectAny, sumBy } from "./promql.ts";
import { readMatchers, readRenaming } from "./read-dialect.ts";

function writerOf({ matchers = [], names = [] }: { matchers?: readonly string[]; names?: readonly string[] }) {
  const dialect: Dialect = {
    matchers: matchers.flatMap((text) => readOf(readMatchers(text))),
    names: names.map((text) => readOf(readRenaming(text))),
  };
  return createWriter(dialect);
}

function readOf<Value>(read: { ok: true; value: Value } | { ok: false; wants: string }): Value {
  if (!read.ok) throw new Error(read.wants);
  return read.value;
}

describe("extra matchers", () => {
  const write = writerOf({ matchers: ['cluster="north"', "env=~'prod|live', tier!=``"] });
  const also = 'cluster="north",env=~"prod|live",tier!=""';

  it("stand in every selector, beside its own", () => {
    expect(write(sumBy(["a"], rate(select("x", [is("b", "c")]), 60)))).toBe(`sum by (a) (rate(x{b="c",${also}}[1m]))`);
    expect(write(select("x"))).toBe(`x{${also}}`);
    expect(write(selectAny(["x", "y"]))).toBe(`{__name__=~"x|y",${also}}`);
  });

  it("cannot be got rid of by any value of a label", () => {
    const anyText = fc.string({ unit: fc.constantFrom(...'\u0001\u0002\u0003\\"{},=a') });
    fc.assert(
      fc.property(anyText, anyText, (value, other) => {
        const plain = createWriter(plainDialect);
        const query = select("x", [is("b", value), is("c", other)]);
        expect(write(query)).toBe(plain(query).replace(/\}$/, () => `,${also}}`));
      }),
    );
  });

  it.each(["cluster=north", "cluster", '"north"', 'cluster="north', 'a="b" c="d"', 'a=="b"', '{a="b"}', "", 'a="\\d"'])(
    "are refused when written as %s",
    (text) => expect(readMatchers(text)).toMatchObject({ ok: false }),
  );

  it("name labels, not metrics", () => {
    expect(readMatchers('__name__="up"')).toMatchObject({ ok: false, wants: expect.stringContaining("--metric-name") });
  });

  it("mean what PromQL means by them", () => {
    expect(readMatchers('a="1,2\\"}",b=~`\\d+`')).toEqual({
      ok: true,
      value: [
        { label: "a", operator: "=", value: '1,2"}' },
        { label: "b", operator: "=~", value: "\\d+" },
      ],
    });
  });
});

describe("names of metrics", () => {
  const duration = "istio_request_duration_milliseconds";

  it.each([
    {
      names: ["istio_requests_total=mesh_requests_total"],
      metric: "istio_requests_total",
      called: "mesh_requests_total",
    },
    { names: ["istio_requests_total=mesh_requests_total"], metric: "up", called: "up" },
    { names: [`${duration}=mesh_time`], metric: `${duration}_bucket`, called: "mesh_time_bucket" },
    { names: [`${duration}=mesh_time`], metric: duration, called: "mesh_time" },
    {
      names: ["istio_*=federated:istio_*"],
      metric: `${duration}_count`,
      called: `federated:istio_request_duration_milliseconds_count`,
    },
    { names: ["istio_*_total=mesh_*"], metric: "istio_requests_total", called: "mesh_requests" },
    { names: ["istio_*=a_*", "istio_requests_total=b"], metric: "istio_requests_total", called: "b" },
    { names: ["*=a_*", "istio_tcp_*=b_*"], metric: "istio_tcp_sent_bytes_total", called: "b_sent_bytes_total" },
    { names: ["*=a_*", "istio_tcp_*=b_*"], metric: "istio_requests_total", called: "a_istio_requests_total" },
  ])("$names makes $metric $called", ({ names, metric, called }) => {
    expect(writerOf({ names })(select(metric))).toBe(called);
  });

  it("stand in for each of several", () => {
    const write = writerOf({ names: ["fyr:*=far:*"] });
    expect(write(selectAny(["fyr:a", "fyr:b"]))).toBe('{__name__=~"far:a|far:b"}');
  });

  it.each([
    "istio_requests_total",
    "istio_*=mesh",
    "istio_requests_total=a*",
    "istio_requests_total=a b",
    "**=a**",
    "=a",
  ])("are refused when written as %s", (text) => expect(readRenaming(text)).toMatchObject({ ok: false }));

  it("must be of metrics that are read", () => {
    expect(readRenaming("istio_request_total=a")).toMatchObject({
      ok: false,
      wants: expect.stringContaining("istio_requests_total"),
    });
  });
});
