import * as contract from "@fyr/contract";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../testing/test-app.ts";

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, unknown>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

let app: FastifyInstance;
let description: Document;
const get = (url: string) => app.inject({ url, headers: { host: "localhost" } });

beforeAll(async () => {
  app = await testApp();
  description = (await get("/api/openapi.json")).json();
});
afterAll(() => app.close());

const operations = () => Object.values(description.paths).flatMap((path) => Object.values(path));

describe("the description of the API", () => {
  it("is OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone({ ...description }));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it("has every shape of the contract under its own name", () => {
    const names = Object.keys(contract)
      .filter((name) => name.endsWith("Schema"))
      .map((name) => name.slice(0, -"Schema".length));
    expect(Object.keys(description.components.schemas)).toEqual(names.sort());
  });

  it("says each shape once and points to it elsewhere", () => {
    const { Topology, TopologyEdge } = description.components.schemas;
    expect(Topology).toHaveProperty("properties.edges.items.$ref", "#/components/schemas/TopologyEdge");
    expect(TopologyEdge).toHaveProperty("properties.latencyMs.$ref", "#/components/schemas/Latency");
    expect(TopologyEdge).toHaveProperty("properties.source.$ref", "#/components/schemas/NodeId");
    expect(answerOf("/api/topology")).toEqual({ $ref: "#/components/schemas/Topology" });
  });

  it("names every operation, says what it is for, and how it fails", () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operationId, summary, tags, responses } of operations()) {
      expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
      expect(summary, operationId).toMatch(/\w/);
      expect(tags, operationId).toHaveLength(1);
      for (const status of ["4XX", "5XX"]) {
        expect(responses[status], operationId).toHaveProperty(["content", "application/problem+json", "schema"], {
          $ref: "#/components/schemas/Problem",
        });
      }
    }
  });

  it("is what the page at /api/docs shows", async () => {
    expect((await get("/api/docs/")).statusCode).toBe(200);
    const read = await get("/api/docs/json");
    expect(read.statusCode).toBe(302);
    expect(read.headers.location).toBe("/api/openapi.json");
  });
});

describe("what is answered", () => {
  it.each(["/api/topology", "/api/series", "/api/me", "/api/capabilities", "/healthz", "/readyz"])(
    "at %s is what the description says",
    async (path) => {
      const answer = await get(path);
      expect(answer.statusCode).toBe(200);
      expect(faultsOf(answerOf(path), answer.json())).toEqual([]);
    },
  );

  it("as the details of an edge and of a node is what the description says", async () => {
    const { edges, nodes }: contract.Topology = (await get("/api/topology")).json();
    for (const subject of [
      `edge=${encodeURIComponent(edges[0]?.id ?? "")}`,
      `node=${encodeURIComponent(nodes[0]?.id ?? "")}`,
    ]) {
      const answer = await get(`/api/details?${subject}`);
      expect(answer.statusCode).toBe(200);
      expect(faultsOf(answerOf("/api/details"), answer.json())).toEqual([]);
    }
  });

  it.each(["/api/topology?at=never", "/api/series?edge=nobody", "/api/nowhere", "/api/traffic-routes"])(
    "as a problem at %s is what the description says",
    async (url) => {
      expect(faultsOf({ $ref: "#/components/schemas/Problem" }, (await get(url)).json())).toEqual([]);
    },
  );
});

function answerOf(path: string): object {
  const content = description.paths[path]?.["get"]?.responses["200"]?.content["application/json"];
  expect(content).toHaveProperty("schema");
  return (content as { schema: object }).schema;
}

function faultsOf(schema: object, value: unknown) {
  const ajv = addFormats.default(new Ajv2020({ strict: false }));
  const check = ajv.compile({ ...schema, components: description.components });
  check(value);
  return check.errors ?? [];
}
