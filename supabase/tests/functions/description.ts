/** The description of the API as a judge of its answers: which operation a request is of, and whether its answer is one that it names. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Json } from "./stage.ts";

/** One operation of the description, with the path as it stands there. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly it: Json;
}

/** What was answered. */
export interface Told {
  readonly status: number;
  readonly text: string;
  header(name: string): string | null;
}

const METHODS: ReadonlySet<string> = new Set(["get", "post", "put", "patch", "delete"]);
const ROOT = "described";
/** A place inside a document, as a reference names it. */
const pointer = (...parts: readonly string[]) =>
  `#/${parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;

/** A description, with the checks that were made of it. */
export class Description {
  readonly document: Json;
  readonly operations: readonly Operation[];
  readonly #checks = new Map<string, ValidateFunction>();
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });

  constructor(document: Json) {
    this.document = document;
    this.#ajv.addSchema(document, ROOT);
    this.operations = Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, it]) => (METHODS.has(method) ? [{ method, path, it }] : [])),
    );
  }

  /** What stands where a reference leads; anything else as it is. */
  whole(at: Json): Json {
    if (typeof at?.$ref !== "string") return at;
    const parts = at.$ref.slice(2).split("/") as string[];
    return this.whole(parts.reduce((one: Json, part) => one[part], this.document));
  }

  /** The operation that a request is of: a fixed part beats a place for anything. */
  operationAt(method: string, path: string): Operation | undefined {
    return this.#at(path).find((one) => one.method === method.toLowerCase());
  }

  #at(path: string): Operation[] {
    return this.operations
      .filter((one) => new RegExp(`^${one.path.replace(/\{\w+\}/g, "[^/]+")}$`).test(path))
      .toSorted((one, other) => one.path.split("{").length - other.path.split("{").length);
  }

  /** Why an answer is none that the description names; null where it is one. */
  faultOf(method: string, path: string, told: Told): string | null {
    const { status } = told;
    if (!/^[0-9a-f]{32}$/.test(told.header("x-request-id") ?? "")) return "it has no x-request-id";
    if (path === "/openapi.json" || path === "/docs")
      return status === 200 || status === 405 ? null : "200, 405";
    const operation = this.operationAt(method, path) ?? this.#at(path)[0];
    const wanted = this.operationAt(method, path) === undefined ? [404, 405] : null;
    if (wanted !== null && !wanted.includes(status))
      return `${wanted.join(" or ")} where there is no such route`;
    const dialect = path.startsWith("/v1/") ? "vendor" : "own";
    const said = operation
      ? operation.it.responses[status]
      : { $ref: `#/components/responses/${dialect}${status}` };
    if (said === undefined) return `the status is none of ${Object.keys(operation?.it.responses).join(", ")}`;
    if (method === "HEAD") return null;
    const at =
      typeof said.$ref === "string"
        ? said.$ref.slice(2).split("/")
        : ["paths", operation?.path, operation?.method, "responses", String(status)];
    const content = this.whole(said).content ?? {};
    const [type] = Object.keys(content);
    if (type === undefined) return told.text === "" ? null : "nothing is to be told";
    if (told.header("content-type")?.split(";")[0] !== type) return `its type is not ${type}`;
    return this.#faultIn(pointer(...at, "content", type, "schema"), told.text);
  }

  #faultIn(place: string, text: string): string | null {
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return "it is no JSON";
    }
    const check = this.#checks.get(place) ?? this.#ajv.compile({ $ref: `${ROOT}${place}` });
    this.#checks.set(place, check);
    if (check(body)) return null;
    return (check.errors ?? [])
      .map(({ instancePath, message }) => `${instancePath || "/"} ${message}`)
      .join("; ");
  }
}
