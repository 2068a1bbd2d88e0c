/** What a program is told of a refusal (RFC 9457): the API answers it, and the terminal prints it with `--json`. */
import { z } from "zod";

/** The statuses of refusals, with the phrase that tells them apart. */
export const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  413: "Content Too Large",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

export const problem = z.object({
  type: z.string().describe("urn:tidings:refusal:<code>"),
  title: z.string().describe("The status phrase"),
  status: z.int(),
  detail: z.string().describe("What happened, in the Accept-Language language (en, zh)"),
  hint: z.string().optional().describe("What to do about it"),
  code: z.string().describe("The error code, which never changes"),
  details: z.record(z.string(), z.unknown()).describe("The values in its text; field: the input it's about"),
  request_id: z.string().describe("The request ID in the logs and the audit log"),
});
export type Problem = z.infer<typeof problem>;

/** A refusal as a problem. An empty hint is left out. */
export function problemOf(
  { status, code }: Pick<Problem, "status" | "code">,
  { detail, hint = "", details }: Pick<Problem, "detail" | "details"> & { readonly hint?: string },
  request_id: string,
): Problem {
  return {
    type: `urn:tidings:refusal:${code}`,
    title: TITLES[status] ?? "Error",
    status,
    detail,
    ...(hint === "" ? {} : { hint }),
    code,
    details,
    request_id,
  };
}
