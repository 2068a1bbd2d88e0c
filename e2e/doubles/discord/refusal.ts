import type { Reply } from "../ground/http.ts";
import { nested, type Problem } from "./checks.ts";

/** Discord's error codes that are answered here, with their words and status. */
const CODES = {
  0: [404, "404: Not Found"],
  10003: [404, "Unknown Channel"],
  10004: [404, "Unknown Guild"],
  10008: [404, "Unknown Message"],
  10013: [404, "Unknown User"],
  10015: [404, "Unknown Webhook"],
  10062: [404, "Unknown interaction"],
  10063: [404, "Unknown application command"],
  30032: [400, "Maximum number of application commands reached (100)"],
  40005: [413, "Request entity too large"],
  40060: [400, "Interaction has already been acknowledged."],
  50001: [403, "Missing Access"],
  50005: [403, "Cannot edit a message authored by another user"],
  50006: [400, "Cannot send an empty message"],
  50027: [401, "Invalid Webhook Token"],
  50035: [400, "Invalid Form Body"],
} as const;

export type RefusalCode = keyof typeof CODES;

/** An error answer of Discord's REST API. */
export class RestRefusal extends Error {
  readonly reply: Reply;
  constructor(code: RefusalCode, problems: Problem[] = []) {
    const [status, message] = CODES[code];
    const reasons = problems.map((each) => `${each.path.join(".")}: ${each.message}`);
    super([`${code} ${message}`, ...reasons].join("; "));
    const errors = problems.length > 0 ? { errors: nested(problems) } : {};
    this.reply = { status, body: { message, code, ...errors } };
  }
}

/** @throws RestRefusal 50035 when there is any problem */
export function refuseProblems(problems: Problem[]): void {
  if (problems.length > 0) throw new RestRefusal(50035, problems);
}
