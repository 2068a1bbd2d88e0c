import type { z } from "zod";

/** One thing that is wrong with a request: the place in it (`messages[3].to`) and what is wrong there. */
export type Complaint = { where: string; what: string };

/** A request that is refused: becomes `{ "error": { code, message, issues } }` with `status`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly issues: Complaint[];
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { issues?: Complaint[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = more.issues ?? [];
    this.headers = more.headers ?? {};
  }
}

/** The 400 of carrier.md: nothing was accepted, and these are the places to mend. */
export function malformed(issues: Complaint[]): Refusal {
  const first = issues[0];
  const message = first ? `${first.where}: ${first.what}` : "the request is malformed";
  return new Refusal(400, "malformed", message, { issues });
}

/** Ten complaints are enough to mend a request; a thousand broken messages would answer with a page each. */
const SHOWN = 10;

/**
 * `value` in the shape of `schema`.
 * @throws Refusal 400 that says where and what; an unknown key is named by its own place.
 */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issues = read.error.issues.flatMap((issue): Complaint[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ where: place([...issue.path, key]), what: "unknown key" }));
    }
    return [{ where: place(issue.path), what: issue.message }];
  });
  throw malformed(issues.slice(0, SHOWN));
}

/** `["messages", 3, "to"]` as a reader writes it: `messages[3].to`. */
function place(path: PropertyKey[]): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? String(part) : `.${String(part)}`;
  }
  return text === "" ? "body" : text;
}
