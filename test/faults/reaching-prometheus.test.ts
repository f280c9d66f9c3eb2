import { once } from "node:events";
import { readFileSync } from "node:fs";
import { copyFile, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { createPrometheusClient, type PrometheusConnection } from "@fyr/prometheus";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Authority, type Certificate, createAuthority } from "../fixtures/certificates.ts";

let authority: Authority;
let stranger: Authority;
let certificate: Certificate;
beforeAll(async () => {
  [authority, stranger] = await Promise.all([createAuthority("ours"), createAuthority("a stranger's")]);
  certificate = await authority.sign("IP:127.0.0.1");
});

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const buildInfo = JSON.stringify({ status: "success", data: { version: "2.42.0" } });
const answering: RequestListener = (_, response) => response.end(buildInfo);

async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const http = async (listener: RequestListener = answering) => `http://${await listening(createHttpServer(listener))}`;

async function https(of: Certificate, options: ServerOptions = {}, listener: RequestListener = answering) {
  const own = { cert: readFileSync(of.cert), key: readFileSync(of.key) };
  return `https://${await listening(createHttpsServer({ ...own, ...options }, listener))}`;
}

/** Answers always with this. */
const saying = (status: number, body = "", headers: Record<string, string> = {}) =>
  http((_, response) => response.writeHead(status, headers).end(body));

/** The version that is told, or the sentence that says why not. */
async function reach(connection: PrometheusConnection): Promise<string | undefined> {
  const client = createPrometheusClient({ ...connection, timeoutMs: 60_000 });
  return client.buildInfo().then(
    ({ version }) => version,
    (error) => (error as Error).message,
  );
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "fyr-secrets-"));
  stops.push(() => rm(made, { recursive: true }));
  return made;
}

describe("a certificate", () => {
  it("must be of an authority that Fyr knows, or is told", async () => {
    const url = await https(certificate);
    expect(await reach({ url })).toMatch(/an authority that Fyr does not know: .*--prometheus-ca-file\.$/);
    expect(await reach({ url, tls: { caFile: authority.cert } })).toBe("2.42.0");
    expect(await reach({ url, tls: { caFile: stranger.cert } })).toContain(`${stranger.cert} has not signed`);
    expect(await reach({ url, tls: { insecure: true } })).toBe("2.42.0");
  });

  it("must be for the name that is asked for", async () => {
    const url = await https(await authority.sign("DNS:prometheus.test"));
    const tls = { caFile: authority.cert };
    expect(await reach({ url, tls })).toMatch(
      /is not for 127\.0\.0\.1 but for prometheus\.test: .*--prometheus-server-name\.$/,
    );
    expect(await reach({ url, tls: { ...tls, serverName: "prometheus.test" } })).toBe("2.42.0");
  });

  it("must not be over", async () => {
    const url = await https(await authority.sign("IP:127.0.0.1", -1));
    expect(await reach({ url, tls: { caFile: authority.cert } })).toContain("has expired: it must be renewed there.");
  });

  it("is shown to a Prometheus that wants one", async () => {
    const wanting = { requestCert: true, ca: readFileSync(authority.cert), rejectUnauthorized: true };
    const url = await https(certificate, wanting);
    const own = await authority.sign("DNS:fyr");
    const unknown = await stranger.sign("DNS:fyr");
    const client = (of: Certificate) => ({ client: { certFile: of.cert, keyFile: of.key } });
    expect(await reach({ url, tls: { caFile: authority.cert } })).toContain("--prometheus-cert-file");
    expect(await reach({ url, tls: { caFile: authority.cert, ...client(own) } })).toBe("2.42.0");
    expect(await reach({ url, tls: { caFile: authority.cert, ...client(unknown) } })).toContain(
      `Fyr's certificate in ${unknown.cert}`,
    );
    const mixed = { client: { certFile: own.cert, keyFile: unknown.key } };
    expect(await reach({ url, tls: { caFile: authority.cert, ...mixed } })).toContain("do not fit");
  });

  it("is shown anew once its file has changed", async () => {
    const seen: string[] = [];
    const wanting = { requestCert: true, ca: readFileSync(authority.cert), rejectUnauthorized: true };
    const url = await https(certificate, wanting, (request, response) => {
      seen.push((request.socket as TLSSocket).getPeerCertificate().serialNumber);
      response.end(buildInfo);
    });
    const [own, next] = [await authority.sign("DNS:fyr"), await authority.sign("DNS:fyr")];
    const kept = await folder();
    const client = { certFile: join(kept, "cert.pem"), keyFile: join(kept, "key.pem") };
    const put = async (one: Certificate) => {
      await copyFile(one.cert, client.certFile);
      await copyFile(one.key, client.keyFile);
    };
    await put(own);
    const asking = createPrometheusClient({ url, tls: { caFile: authority.cert, client }, timeoutMs: 60_000 });
    await asking.buildInfo();
    await asking.buildInfo();
    await put(next);
    await asking.buildInfo();
    expect(seen[1]).toBe(seen[0]);
    expect(seen[2]).not.toBe(seen[0]);
  });
});

describe("an address", () => {
  it("says whether TLS is spoken there", async () => {
    const { host } = new URL(await http());
    expect(await reach({ url: `https://${host}` })).toContain("begins with http://, not https://");
    const tls = new URL(await https(certificate)).host;
    expect(await reach({ url: `http://${tls}` })).toContain(`No answer from Prometheus at ${tls}`);
    const go = await saying(400, "Client sent an HTTP request to an HTTPS server.\n");
    expect(await reach({ url: go })).toContain("begins with https://, not http://");
  });

  it("has a path, and parameters that are asked every time", async () => {
    const asked: (string | undefined)[] = [];
    const url = await http(({ url: path }, response) => {
      asked.push(path);
      response.end(buildInfo);
    });
    await reach({ url: `${url}/prometheus/?dedup=true` });
    expect(asked).toEqual(["/prometheus/api/v1/status/buildinfo?dedup=true"]);
  });

  it("is missing a path, or has a wrong one", async () => {
    const url = await saying(404, "404 page not found\n");
    expect(await reach({ url })).toMatch(/answers as Prometheus does \(HTTP 404\): .* such as http:\S+\/prometheus\.$/);
    expect(await reach({ url: `${url}/thanos` })).toMatch(
      /\/thanos answers as .*: the path in --prometheus may be wrong\.$/,
    );
  });

  it("has moved", async () => {
    const url = await saying(301, "", { location: "https://prometheus.test/metrics/api/v1/status/buildinfo" });
    expect(await reach({ url })).toMatch(
      /has moved \(HTTP 301\): its address is https:\/\/prometheus\.test\/metrics\.$/,
    );
  });

  it("leads to a page to sign in at, and no credentials go there", async () => {
    const token = { text: "s3cret" };
    let visits = 0;
    const login = await http((_, response) => {
      visits += 1;
      response.end();
    });
    const url = await saying(302, "", { location: `${login}/sign-in?state=${token.text}` });
    const said = await reach({ url, credentials: { kind: "bearer", token } });
    expect(said).toContain(`sends Fyr to ${new URL(login).host} (HTTP 302), as sign-in pages do`);
    expect(said).not.toContain(token.text);
    expect(visits).toBe(0);
    const page = await saying(200, "<!doctype html><title>Sign in</title>", { "content-type": "text/html" });
    expect(await reach({ url: page })).toMatch(
      /answers with a web page, .*: give Fyr a token with --prometheus-token-file/,
    );
  });
});

describe("credentials", () => {
  /** Says who asked. */
  const echoing = () =>
    http(({ headers }, response) => {
      const version = `${headers.authorization} ${headers["x-scope-orgid"]}`;
      response.end(JSON.stringify({ status: "success", data: { version } }));
    });

  it("are a token, or a name and a password; a tenant goes beside", async () => {
    const url = await echoing();
    const headers = { "X-Scope-OrgID": "shop" };
    const bearer = { kind: "bearer", token: { text: "s3cret" } } as const;
    expect(await reach({ url, headers, credentials: bearer })).toBe("Bearer s3cret shop");
    const basic = { kind: "basic", user: "fyr", password: { text: "größe" } } as const;
    expect(await reach({ url, credentials: basic })).toBe(
      `Basic ${Buffer.from("fyr:größe").toString("base64")} undefined`,
    );
  });

  it("are read again when their file has changed", async () => {
    const file = join(await folder(), "token");
    const credentials = { kind: "bearer", token: { file } } as const;
    const asking = createPrometheusClient({ url: await echoing(), credentials, timeoutMs: 60_000 });
    await writeFile(file, "one\n");
    expect((await asking.buildInfo()).version).toContain("Bearer one ");
    await writeFile(`${file}.new`, "two\n");
    await rename(`${file}.new`, file);
    expect((await asking.buildInfo()).version).toContain("Bearer two ");
    await writeFile(file, "\n");
    await expect(asking.buildInfo()).rejects.toThrow(`The token for Prometheus is empty: ${file}.`);
    await rm(file);
    await expect(asking.buildInfo()).rejects.toThrow(/^The token for Prometheus cannot be read: ENOENT/);
  });

  it.each([
    { status: 401, says: /wants to know who asks \(HTTP 401\): give Fyr a token with --prometheus-token-file/ },
    { status: 401, token: "s3cret", says: /does not accept Fyr's token \(HTTP 401\)/ },
    {
      status: 400,
      token: "s3cret",
      body: 'cannot find the provided auth token "Bearer s3cret" in config',
      says: /does not accept Fyr's token \(HTTP 400\)/,
    },
    { status: 403, token: "s3cret", says: /knows Fyr but does not let it read \(HTTP 403\)/ },
    {
      status: 401,
      token: "s3cret",
      body: "no org id",
      says: /name the tenant with --prometheus-header 'X-Scope-OrgID: NAME'/,
    },
    {
      status: 500,
      token: "s3cret",
      body: JSON.stringify({ status: "error", error: 'no route for "Bearer s3cret"' }),
      says: /answered HTTP 500: no route for "Bearer …"\.$/,
    },
    { status: 500, token: "s3cret", body: "broken", says: /answered HTTP 500/ },
  ])("that get HTTP $status $body say what to do, and no secret", async ({ status, token, body, says }) => {
    const url = await saying(status, body);
    const credentials = token === undefined ? {} : { credentials: { kind: "bearer", token: { text: token } } as const };
    const said = await reach({ url, ...credentials });
    expect(said).toMatch(says);
    expect(said).not.toContain("s3cret");
  });
});

it("asks again where a connection was closed just as it was used", async () => {
  let requests = 0;
  const server = createHttpServer((request, response) => {
    requests += 1;
    if (requests === 2) request.socket.destroy();
    else response.end(buildInfo);
  });
  const url = `http://${await listening(server)}`;
  const asking = createPrometheusClient({ url, timeoutMs: 60_000 });
  await asking.buildInfo();
  expect(await asking.buildInfo()).toEqual({ version: "2.42.0" });
  expect(requests).toBe(3);
});
