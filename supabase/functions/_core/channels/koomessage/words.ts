/** What KooMessage, its gateway and IAM say, read into the outcomes that the house knows. */
import { ADVICE } from "@tidings/shared/channels/koomessage_trouble.ts";
import { fillPlaces } from "@tidings/shared/ground/locale.ts";
import { type Answer, restOf } from "../http.ts";

/**
 * What came of a request.
 * `done`: it says no error. `refused`: a definite no to this request, and nothing was done. `busy`: nothing was done, come
 * back after `seconds`. `denied`: nothing was done, nor will be until somebody mends what `why` says. `unclear`: it may or may not have been done.
 */
export type Said =
  | { outcome: "done"; body: Readonly<Record<string, unknown>> }
  | { outcome: "refused"; code: string; why: string }
  | Busy
  | Denied
  | { outcome: "unclear"; why: string };
export type Busy = { outcome: "busy"; seconds: number; why: string };
export type Denied = { outcome: "denied"; why: string };

/** The gateway's own codes, in both spellings; its service never saw such a request, or did not answer it. */
const GATEWAY = /^APIG(?:W)?\.(\d{4})$/;
/** Of the gateway: there is no such address. */
const NOWHERE = new Set(["0101", "0103", "0104", "0105", "0106"]);
const THROTTLED = "0308";
/** Of KooMessage: something broke inside it, at whatever status. What was asked for may have been done before. */
const BROKEN = new Set(["KM.90010000", "KM.90011001", "KM.90019003"]);
/** Families of KooMessage's codes that find fault with what was asked. It says some of them with a 500. */
const FAULT = /^(?:KM\.(?:00001|90016|90018|80020)\d{3}|E2000\d\d)$/;
/** What an error in a 200 says when it is none. */
const FINE = new Set(["", "0", "000000", "KM.00000000"]);
/** Statuses that say that the request was turned away before anybody looked into it. */
const TURNED_AWAY = new Set([401, 403, 407]);
/** What only somebody who may see the numbers may see: error messages repeat them. */
const NUMBERS = /\d{7,}/g;
const MOST_TOLD = 200;

const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? `${value}` : "";

/** What the service says of an error, as a log may keep it: without the request that the gateway repeats. */
const told = (message: string): string =>
  message
    .replace(/,? *canonicalRequest.*/s, "")
    .replace(/\s+/g, " ")
    .replace(NUMBERS, "…")
    .slice(0, MOST_TOLD)
    .toWellFormed();

/** What helps, by what was said; the first that fits. */
const SIGNS: readonly (readonly [RegExp, keyof typeof ADVICE])[] = [
  [/arrear|frozen|freeze|欠费|冻结/i, "owes"],
  [/未开通|not (?:been )?(?:open|opened|subscribed|activated)/i, "closed"],
  [/ak ?sk|secretkey|\bak\b|signature/i, "keys"],
  [/token|password|user ?name/i, "user"],
  [/policy|not authorized|forbidden|\.0302|\.0802/i, "rights"],
  [/\.0101|does not exist|redirect|\b404 and no JSON/i, "address"],
];

/** A signature is good for 15 minutes; a clock that is nearly as far off is what is wrong. */
const CLOCK_MS = 14 * 60_000;

/** What is the matter: our clock, where it is far from the service's by the answer's Date, or what the answer says. */
function adviceOn(answer: Answer, said: string, now: number): string | null {
  const off = now - Date.parse(answer.headers.get("date") ?? "");
  if (Math.abs(off) >= CLOCK_MS)
    return fillPlaces(ADVICE[off > 0 ? "ahead" : "behind"].en, {
      seconds: `${Math.round(Math.abs(off) / 1000)}`,
    });
  const found = SIGNS.find(([sign]) => sign.test(said));
  return found ? ADVICE[found[1]].en : null;
}

export function denied(answer: Answer, what: string, now: number): Denied {
  const advice = adviceOn(answer, what, now);
  return { outcome: "denied", why: advice ? `${what}: ${advice}` : what };
}

export const busy = (answer: Answer, what: string): Busy => ({
  outcome: "busy",
  seconds: restOf(answer.headers.get("retry-after")),
  why: what,
});

/** The JSON object of an answer; null for anything else. */
export function objectOf(answer: Answer): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse(answer.text);
    return typeof json === "object" && json !== null && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : null;
  } catch {
    return null; // HTML of something in between, or half an answer
  }
}

/** An answer without anything that its service would have written. */
function readBare(answer: Answer, what: string, now: number): Said {
  const { status } = answer;
  if (status === 204) return { outcome: "done", body: {} };
  if (status === 429) return busy(answer, what);
  if (TURNED_AWAY.has(status)) return denied(answer, what, now);
  if (status === 404) return denied(answer, what, now);
  if (status >= 300 && status < 400) return denied(answer, `${what}, a redirect elsewhere`, now);
  return { outcome: "unclear", why: what };
}

function readGateway(answer: Answer, number: string, what: string, now: number): Said {
  const { status } = answer;
  if (number === THROTTLED || status === 429) return busy(answer, what);
  if (NOWHERE.has(number)) return denied(answer, what, now);
  // 03: who asks, 04: from where, 05: how much of it was bought, 08: for which project.
  if (/^0[3458]/.test(number) && status < 500) return denied(answer, what, now);
  return status >= 400 && status < 500
    ? { outcome: "refused", code: `APIGW.${number}`, why: what }
    : { outcome: "unclear", why: what };
}

function readError(answer: Answer, code: string, what: string, now: number): Said {
  const { status } = answer;
  const gateway = GATEWAY.exec(code)?.[1];
  if (gateway) return readGateway(answer, gateway, what, now);
  if (status === 429) return busy(answer, what);
  if (TURNED_AWAY.has(status) || /未开通|欠费/.test(what)) return denied(answer, what, now);
  if (BROKEN.has(code) || status === 408 || status === 409) return { outcome: "unclear", why: what };
  if (status < 500 || FAULT.test(code)) return { outcome: "refused", code, why: what };
  return { outcome: "unclear", why: what };
}

/** @param now by our clock, in milliseconds */
export function saidBy(answer: Answer, now: number): Said {
  const { status } = answer;
  const body = objectOf(answer);
  if (!body) return readBare(answer, `KooMessage answered ${status} and no JSON`, now);
  const code = text(body.error_code);
  const message = told(text(body.error_msg) || text(body.error_message) || text(body.message));
  const what = [`KooMessage answered ${status}`, code, message && `(${message})`].filter(Boolean).join(" ");
  const good = status >= 200 && status < 300;
  if (good && FINE.has(code)) return { outcome: "done", body };
  // It names what it has made, and an error: both cannot be true.
  if (good && text(body.task_id)) return { outcome: "unclear", why: `${what}, and a task` };
  if (code) return readError(answer, code, what, now);
  if (status >= 400 && status < 500 && ![401, 403, 404, 407, 408, 409, 429].includes(status))
    return { outcome: "refused", code: `${status}`, why: what };
  return readBare(answer, what, now);
}
