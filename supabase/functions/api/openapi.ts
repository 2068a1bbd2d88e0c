/** The description of the API (OpenAPI 3.1), made of the schemas that check what comes in and say what goes out. */
import { TITLES } from "@tidings/shared/catalogue/problems.ts";
import { z } from "zod";
import { NAMED } from "./named.ts";
import { HEADER } from "./once.ts";
import { fault, problem } from "./problem.ts";
import type { Route } from "./route.ts";

type Json = Record<string, unknown>;

const referred = (id: string) => `#/components/schemas/${id}`;

/** What JSON a schema is; of one with a name, where it stands. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const id = NAMED.get(schema)?.id;
  if (id !== undefined) return { $ref: referred(id) };
  const { $schema: _, ...told } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return told;
}

/** All that have names. Inside each other they are referred to. */
function components(): Json {
  const { schemas } = z.toJSONSchema(NAMED, { io: "output", unrepresentable: "any", uri: referred });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...told }]) => [id, told]),
  );
}

const content = (schema: unknown, type = "application/json") => ({ content: { [type]: { schema } } });
const FORM = "multipart/form-data";
/** `/resources/sends/:id` as OpenAPI writes it. */
const pathOf = (path: string) => path.replace(/:(\w+)/g, "{$1}");

const operationId = ({ method, path }: Route) =>
  [method, ...path.split("/").filter((part) => part !== "")]
    .map((part) => part.replace(/[^\w]/g, "_"))
    .join("_");

function parametersOf({ path, query, once }: Route): Json[] {
  const places = Array.from(path.matchAll(/:(\w+)/g), ([, name = ""]) => ({
    ...{ name, in: "path", required: true },
    schema: { type: "string" },
  }));
  const asked = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    ...{ name, in: "query", required: !(schema as z.ZodType).safeParse(undefined).success },
    schema: schemaOf(schema as z.ZodType, "input"),
  }));
  const key = { $ref: `#/components/parameters/${once === "must" ? "Key" : "KeyIfAny"}` };
  return [...places, ...asked, ...(once === undefined ? [] : [key])];
}

/** Every refusal that a route can be answered with. */
const refusalsOf = ({ dialect }: Pick<Route, "dialect">): Json =>
  Object.fromEntries(
    Object.keys(TITLES).map((status) => [status, { $ref: `#/components/responses/${dialect}${status}` }]),
  );

/** What they are: each status once in both dialects. */
function refusals(): Json {
  const own = content(schemaOf(problem, "output"), "application/problem+json");
  const vendor = content(schemaOf(fault, "output"));
  return Object.fromEntries(
    Object.entries(TITLES).flatMap(([status, description]) => [
      [`own${status}`, { description, ...own }],
      [`vendor${status}`, { description, ...vendor }],
    ]),
  );
}

const keyHeader = (required: boolean): Json => ({
  ...{ name: "Idempotency-Key", in: "header", required },
  description:
    "draft-ietf-httpapi-idempotency-key-header-07: a request that is repeated under it acts once; kept for seven days",
  schema: { type: "string", minLength: 1, maxLength: 255 },
});

function operationOf(route: Route): Json {
  const { group, summary, description, body, form, answers, dialect } = route;
  const told = Object.entries(answers).map(([status, schema]) => [
    status,
    { description: "Done", ...content(schemaOf(schema, "output")) },
  ]);
  return {
    ...{ operationId: operationId(route), tags: [group], summary, ...(description ? { description } : {}) },
    parameters: parametersOf(route),
    ...(body ? { requestBody: { required: false, ...content(schemaOf(body, "input")) } } : {}),
    ...(form ? { requestBody: { required: true, ...content(schemaOf(form, "input"), FORM) } } : {}),
    security: dialect === "vendor" ? [{ signature: [] }, { token: [] }] : [{ bearer: [] }, { signature: [] }],
    responses: { ...Object.fromEntries(told), ...refusalsOf(route) },
  };
}

/** The description of these routes, under a path. */
export function described(routes: readonly Route[], under: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = pathOf(route.path);
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Tidings",
      version: "1",
      description: `Rich messages for China. ${HEADER}: draft 07. Every answer names its request in x-request-id, under which the audit log has it.`,
    },
    servers: [{ url: under }],
    tags: [...new Set(routes.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components(),
      responses: refusals(),
      parameters: { Key: keyHeader(true), KeyIfAny: keyHeader(false) },
      securitySchemes: {
        bearer: {
          ...{ type: "http", scheme: "bearer" },
          description: "`<access key id>.<secret>`, or the token of a member's session",
        },
        signature: {
          ...{ type: "apiKey", in: "header", name: "Authorization" },
          description: "SDK-HMAC-SHA256 by an access key, as the SDKs of Huawei Cloud sign; with x-sdk-date",
        },
        token: {
          type: "apiKey",
          in: "header",
          name: "X-Auth-Token",
          description: "The token of a member's session",
        },
      },
    },
  };
}
