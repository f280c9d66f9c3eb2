import { describe, expect, it } from "vitest";
import { linesBetween, mostLines } from "./log-lines.ts";
import { readAccess } from "./read-access.ts";

const inNew =
  '[2026-11-20T03:02:00.123Z] "GET /pay?x=a b HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 12 - "-" "curl/8" "id-1" "payment:8080" "-" outbound|8080|v3|payment.payments.svc.cluster.local - 10.1.2.3:8080 10.0.0.1:4000 - default';
const inOld =
  '[2019-03-06T09:31:27.360Z] "GET /status/418 HTTP/1.1" 418 - "-" "-" 0 135 5 2 "-" "curl/7.60.0" "d209e46f" "httpbin:8000" "127.0.0.1:80" inbound|8000|http|httpbin.default.svc.cluster.local - 172.30.146.73:80 172.30.146.82:38618 outbound_.8000_._.httpbin.default.svc.cluster.local';
const inBetween =
  '[2020-11-25T21:26:18.409Z] "GET /a HTTP/2" 200 - via_upstream - "-" 0 135 4 3 "-" "curl/7.73.0" "84961386" "httpbin:8000" "10.44.1.23:80" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652 10.0.45.184:8000 10.44.1.23:46520 - default';
const tcp =
  '[2026-11-20T03:02:00.123Z] "- - -" 0 UF,URX - - "delayed_connect_error:_111" 0 0 9 - "-" "-" "-" "-" "10.4.0.9:5432" outbound|5432||db.shop.svc.cluster.local - 10.96.0.1:5432 10.0.0.1:4000 - -';

describe("an access-log line", () => {
  it.each([
    {
      of: "Istio today",
      line: inNew,
      access: {
        ...{ method: "GET", path: "/pay?x=a b", protocol: "HTTP/1.1", code: 503, flags: "UH", durationMs: 12 },
        ...{ details: "no_healthy_upstream", requestId: "id-1", authority: "payment:8080" },
        upstreamCluster: "outbound|8080|v3|payment.payments.svc.cluster.local",
      },
    },
    {
      of: "Istio before 1.9",
      line: inOld,
      access: {
        ...{ method: "GET", path: "/status/418", protocol: "HTTP/1.1", code: 418, durationMs: 5, upstreamMs: 2 },
        ...{ requestId: "d209e46f", authority: "httpbin:8000", upstreamHost: "127.0.0.1:80" },
        upstreamCluster: "inbound|8000|http|httpbin.default.svc.cluster.local",
      },
    },
    {
      of: "a request that went well",
      line: inBetween,
      access: {
        ...{ method: "GET", path: "/a", protocol: "HTTP/2", code: 200, durationMs: 4, upstreamMs: 3 },
        ...{ details: "via_upstream", requestId: "84961386", authority: "httpbin:8000", upstreamHost: "10.44.1.23:80" },
        upstreamCluster: "outbound|8000||httpbin.foo.svc.cluster.local",
      },
    },
    {
      of: "a TCP connection",
      line: tcp,
      access: {
        ...{ code: 0, flags: "UF,URX", durationMs: 9, upstreamHost: "10.4.0.9:5432" },
        upstreamCluster: "outbound|5432||db.shop.svc.cluster.local",
      },
    },
    {
      of: "JSON",
      line: '{"method":"GET","path":"/","protocol":"HTTP/2","response_code":504,"response_flags":"UT","response_code_details":"response_timeout","duration":15001,"upstream_service_time":null,"request_id":"r","authority":"a","upstream_cluster":"c","upstream_host":"h","bytes_sent":0}',
      access: {
        ...{ method: "GET", path: "/", protocol: "HTTP/2", code: 504, flags: "UT", details: "response_timeout" },
        ...{ durationMs: 15_001, requestId: "r", authority: "a", upstreamCluster: "c", upstreamHost: "h" },
      },
    },
  ])("of $of is read", ({ line, access }) => {
    expect(readAccess(line)).toEqual(access);
  });

  it.each(["listening on 8080", "[info] started", '{"level":"info"}', "{broken", "", '[x] "a b c"'])(
    "is not %j",
    (line) => {
      expect(readAccess(line)).toBeUndefined();
    },
  );
});

describe("lines of a span", () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 3, 0, second)).toISOString().replace("Z", "123456Z");
  const streamOf = (...texts: string[]) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    });
  const start = Date.UTC(2026, 10, 20, 3) / 1000;
  const span = { from: start, to: start + 60, tail: false };

  it("are those between its ends, whole even where the stream cuts them, without colours", async () => {
    const late = `${at(90)} late\n`;
    const { lines, truncated } = await linesBetween(
      streamOf(`${at(1)} \u001b[31mo`, `ne\u001b[0m\n${at(2)} two\n`, late),
      span,
      1e6,
    );
    expect(lines).toEqual([
      { at: "2026-11-20T03:00:01.000Z", text: "one" },
      { at: "2026-11-20T03:00:02.000Z", text: "two" },
    ]);
    expect(truncated).toBe(false);
  });

  it("are the newest where there are many", async () => {
    const many = Array.from({ length: mostLines + 3 }, (_, line) => `${at(1)} line ${line}\n`).join("");
    const { lines, truncated } = await linesBetween(streamOf(many), span, 1e6);
    expect([lines.length, lines.at(0)?.text, lines.at(-1)?.text]).toEqual([
      mostLines,
      "line 3",
      `line ${mostLines + 2}`,
    ]);
    expect(truncated).toBe(true);
  });

  it("end after so many bytes, however long the stream goes on", async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(`${at(1)} again\n`)),
    });
    expect((await linesBetween(endless, span, 10_000)).lines.length).toBeLessThan(mostLines);
  });
});
