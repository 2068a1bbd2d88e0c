/** What the service answers when it does not do what was asked. */
import type { Reply } from "../ground/http.ts";

/** A no: its status and its code as the service writes them. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
  }

  reply(): Reply {
    const gateway = this.code.startsWith("APIGW");
    const request = gateway ? { request_id: crypto.randomUUID().replaceAll("-", "") } : {};
    return { status: this.status, body: { error_code: this.code, error_msg: this.message, ...request } };
  }
}

export const bad = (code: string, message: string): Refusal => new Refusal(400, code, message);
export const unknownTemplate = (id: string): Refusal =>
  bad("KM.90016805", `The template ${id} does not exist.`);
