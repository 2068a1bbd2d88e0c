/** What a program that was written by one description of the API may miss, or be refused, by another. */

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null | undefined;
export type Fields = { [key: string]: Json };

/** Of what comes in less is narrower; of what goes out less told is taken away. */
type Way = "in" | "out";

const isFields = (value: Json): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: Json): Json[] => (Array.isArray(value) ? value : []);
const fields = (value: Json): Fields => (isFields(value) ? value : {});

/** Bounds of what comes in, with the way in which they narrow. */
const BOUNDS = [
  ["maxLength", -1],
  ["maximum", -1],
  ["maxItems", -1],
  ["minLength", 1],
  ["minimum", 1],
  ["minItems", 1],
] as const;

class Comparison {
  readonly found: string[] = [];
  readonly #kept: Fields;
  readonly #now: Fields;
  readonly #seen = new Set<string>();

  constructor(kept: Fields, now: Fields) {
    this.#kept = kept;
    this.#now = now;
  }

  run(): void {
    for (const [path, methods] of Object.entries(fields(this.#kept.paths)))
      for (const [method, operation] of Object.entries(fields(methods))) {
        const where = `${method.toUpperCase()} ${path}`;
        const is = fields(fields(this.#now.paths)[path])[method];
        if (isFields(is)) this.#operation(fields(operation), is, where);
        else this.found.push(`${where} is gone`);
      }
  }

  #was = (at: Json) => this.#in(this.#kept, at);
  #is = (at: Json) => this.#in(this.#now, at);

  /** What a reference stands for in its document. */
  #in(document: Fields, at: Json): Fields {
    if (!isFields(at) || typeof at.$ref !== "string") return fields(at);
    const parts = at.$ref.slice(2).split("/");
    return this.#in(
      document,
      parts.reduce((one: Json, part) => fields(one)[part], document),
    );
  }

  #operation(was: Fields, is: Fields, where: string): void {
    this.#parameters(was, is, where);
    if (was.requestBody !== undefined) this.#content(was.requestBody, is.requestBody, "in", where);
    const [answers, others] = [fields(was.responses), fields(is.responses)];
    for (const [status, answer] of Object.entries(answers).filter(([status]) => Number(status) < 300))
      this.#content(answer, others[status], "out", `${where} ${status}`);
  }

  #parameters(was: Fields, is: Fields, where: string): void {
    const [known, others] = [list(was.parameters).map(this.#was), list(is.parameters).map(this.#is)];
    for (const one of known) {
      const other = others.find(({ name, in: place }) => name === one.name && place === one.in);
      if (other) this.#schema(one.schema, other.schema, "in", `${where} ?${String(one.name)}`);
      else this.found.push(`${where}: the parameter ${String(one.name)} is gone`);
    }
    for (const { name, required } of others)
      if (required === true && known.find((one) => one.name === name)?.required !== true)
        this.found.push(`${where}: the parameter ${String(name)} has to be given`);
  }

  #content(one: Json, other: Json, way: Way, where: string): void {
    const [was, is] = [fields(this.#was(one).content), fields(this.#is(other).content)];
    for (const [type, told] of Object.entries(was)) {
      if (isFields(is[type])) this.#schema(fields(told).schema, is[type].schema, way, where);
      else this.found.push(`${where} is no ${type} any more`);
    }
  }

  #schema(one: Json, other: Json, way: Way, where: string): void {
    const mark = `${way} ${String(fields(one).$ref ?? where)}`;
    if (this.#seen.has(mark)) return;
    this.#seen.add(mark);
    const [was, is] = [this.#was(one), this.#is(other)];
    const [type, now] = [list([was.type].flat()), list([is.type].flat())];
    if (was.type !== undefined && is.type !== undefined && String(type) !== String(now))
      this.found.push(`${where} was ${String(type)}, is ${String(now)}`);
    if (way === "in") this.#narrowed(was, is, where);
    for (const name of ["anyOf", "oneOf", "allOf"] as const) {
      const [all, others] = [list(was[name]), list(is[name])];
      if (others.length < all.length) this.found.push(`${where} has fewer kinds`);
      for (const [at, part] of all.entries()) if (others[at]) this.#schema(part, others[at], way, where);
    }
    if (was.items !== undefined) this.#schema(was.items, is.items, way, `${where}[]`);
    this.#properties(was, is, way, where);
  }

  /** What comes in is refused where it was taken. */
  #narrowed(was: Fields, is: Fields, where: string): void {
    const left = list(is.enum);
    const gone = is.enum === undefined ? [] : list(was.enum).filter((one) => !left.includes(one));
    if (gone.length > 0) this.found.push(`${where} does not take ${gone.join(", ")}`);
    for (const [name, narrower] of BOUNDS) {
      const none = narrower === -1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      const [from, to] = [Number(was[name] ?? none), Number(is[name] ?? none)];
      if (narrower === 1 ? to > from : to < from) this.found.push(`${where}: ${name} was ${from}, is ${to}`);
    }
    if (is.pattern !== undefined && is.pattern !== was.pattern)
      this.found.push(`${where} takes another pattern`);
  }

  #properties(was: Fields, is: Fields, way: Way, where: string): void {
    const [all, others] = [fields(was.properties), fields(is.properties)];
    for (const [name, one] of Object.entries(all)) {
      if (name in others) this.#schema(one, others[name], way, `${where}.${name}`);
      else this.found.push(`${where}.${name} is gone`);
    }
    const [needed, needs] = [list(was.required), list(is.required)];
    for (const name of way === "in" ? needs.filter((one) => !needed.includes(one)) : [])
      this.found.push(`${where}.${String(name)} has to be given`);
    for (const name of way === "out" ? needed.filter((one) => !needs.includes(one)) : [])
      if (String(name) in others) this.found.push(`${where}.${String(name)} is not always told`);
  }
}

/** What was taken away or narrowed from one description to another, each with its place. */
export function breaking(kept: Fields, now: Fields): string[] {
  const comparison = new Comparison(kept, now);
  comparison.run();
  return comparison.found;
}
