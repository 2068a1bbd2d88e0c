/** The description of the API (OpenAPI 3.1), made of the schemas that check what comes in and say what goes out. */

import { TITLES } from "@tidings/shared/catalogue/problems.ts";
import { type Locale, say, type Words } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { NAMED, namedWith } from "./named.ts";
import { HEADER } from "./once.ts";
import { fault, problem } from "./problem.ts";
import type { Route } from "./route.ts";

type Json = Record<string, unknown>;

const referred = (id: string) => `#/components/schemas/${id}`;

const plain = ({ $schema: _, $id: __, ...told }: Json): Json => told;

/** What JSON comes in. */
const inputOf = (schema: z.ZodType): Json =>
  plain(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json);

/** All that goes out: by name what has one, and by itself what has none. What has a name is referred to wherever it is inside. */
interface Told {
  readonly schemas: Json;
  of(schema: z.ZodType): Json;
}

function toldBy(routes: readonly Route[]): Told {
  const nameless = new Map<z.ZodType, string>();
  for (const schema of routes.flatMap(({ answers }) => Object.values(answers)))
    if (NAMED.get(schema) === undefined && !nameless.has(schema))
      nameless.set(schema, `nameless ${nameless.size}`);
  const registry = namedWith([...nameless].map(([schema, id]) => [id, schema] as const));
  const { schemas } = z.toJSONSchema(registry, { io: "output", unrepresentable: "any", uri: referred });
  const all = Object.entries(schemas).map(([id, schema]) => [id, plain(schema as Json)] as const);
  const byId = new Map(all);
  const names = new Set(nameless.values());
  return {
    schemas: Object.fromEntries(all.filter(([id]) => !names.has(id))),
    of(schema) {
      const id = NAMED.get(schema)?.id;
      return id === undefined ? (byId.get(nameless.get(schema) ?? "") ?? {}) : { $ref: referred(id) };
    },
  };
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
    schema: inputOf(schema as z.ZodType),
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
function refusals(told: Told): Json {
  const own = content(told.of(problem), "application/problem+json");
  const vendor = content(told.of(fault));
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
    "draft-ietf-httpapi-idempotency-key-header-07: a request repeated with the same key takes effect only once; kept for 7 days",
  schema: { type: "string", minLength: 1, maxLength: 255 },
});

/** Words in a language; names that the vendor gave are the same in all. */
const inWords = (words: string | Words, locale: Locale) =>
  typeof words === "string" ? words : say(words, locale);

function operationOf(route: Route, told: Told, locale: Locale): Json {
  const { group, summary, description, body, bytes, form, answers, dialect } = route;
  const done = Object.entries(answers).map(([status, schema]) => [
    status,
    { description: "Done", ...content(told.of(schema)) },
  ]);
  return {
    ...{ operationId: operationId(route), tags: [inWords(group, locale)], summary: inWords(summary, locale) },
    ...(description ? { description: inWords(description, locale) } : {}),
    parameters: parametersOf(route),
    ...(body ? { requestBody: { required: false, ...content(inputOf(body)) } } : {}),
    ...(form ? { requestBody: { required: true, ...content(inputOf(form), FORM) } } : {}),
    ...(bytes ? { requestBody: { required: true, ...content({ type: "string" }, bytes.type) } } : {}),
    security: dialect === "vendor" ? [{ signature: [] }, { token: [] }] : [{ bearer: [] }, { signature: [] }],
    responses: { ...Object.fromEntries(done), ...refusalsOf(route) },
  };
}

/** Those of the named schemas that these refer to, also through each other. */
function used(schemas: Json, by: readonly Json[]): Json {
  const found = new Set<string>();
  const look = (at: unknown): void => {
    for (const [, id = ""] of JSON.stringify(at).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(id)) continue;
      found.add(id);
      look(schemas[id]);
    }
  };
  look(by);
  return Object.fromEntries(Object.entries(schemas).filter(([id]) => found.has(id)));
}

/** The description of these routes, under a path. */
export function described(routes: readonly Route[], under: string, locale: Locale = "en"): Json {
  const paths: Record<string, Json> = {};
  const told = toldBy(routes);
  const responses = refusals(told);
  for (const route of routes) {
    const path = pathOf(route.path);
    paths[path] = { ...paths[path], [route.method]: operationOf(route, told, locale) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Tidings",
      version: "1",
      description: `Rich messages for China. ${HEADER}: draft 07. Every response has an x-request-id you can look up in the audit log.`,
    },
    servers: [{ url: under }],
    tags: [...new Set(routes.map(({ group }) => inWords(group, locale)))].map((name) => ({ name })),
    paths,
    components: {
      schemas: used(told.schemas, [paths, responses]),
      responses,
      parameters: { Key: keyHeader(true), KeyIfAny: keyHeader(false) },
      securitySchemes: {
        bearer: {
          ...{ type: "http", scheme: "bearer" },
          description: "`<access key ID>.<secret>`, or a member's session token",
        },
        signature: {
          ...{ type: "apiKey", in: "header", name: "Authorization" },
          description:
            "SDK-HMAC-SHA256 with an access key, as signed by the Huawei Cloud SDKs; with x-sdk-date",
        },
        token: {
          type: "apiKey",
          in: "header",
          name: "X-Auth-Token",
          description: "A member's session token",
        },
      },
    },
  };
}
