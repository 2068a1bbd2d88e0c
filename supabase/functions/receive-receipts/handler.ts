/**
 * `POST /receive-receipts/<channel id>`: what carriers report (docs/carrier.md, "From the carrier"). Of a carrier that signs nothing
 * the address is `/<carrier id>/<secret>`, and unsigned.ts takes it.
 */
import { isId } from "@tidings/shared/ground/ids.ts";
import { traceIn } from "@tidings/shared/ground/trace.ts";
import { type CallReader, readCall } from "../_core/channels/adapters.ts";
import { answering, json, log, onlyMethods, Refusal } from "../_core/reply.ts";
import { bytesOf, pathBehind } from "../_core/request.ts";
import type { Records } from "./records.ts";
import { receiveUnsigned } from "./unsigned.ts";
import type { UnsignedRecords } from "./unsigned_records.ts";

/** Room for several thousand items with long texts. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Of the address of a carrier that signs nothing: 24 bytes in base64url. */
const SECRET = /^[A-Za-z0-9_-]{32}$/;

/** Whether an address is this channel's. Its host may be another one: what is before us may have a name of its own. */
function isFor(channel: string, address: string): boolean {
  if (!URL.canParse(address)) return false;
  return new URL(address).pathname.toLowerCase().endsWith(`/receive-receipts/${channel.toLowerCase()}`);
}

/**
 * Answers 200 after the commit, with what was new; 401 to a forged call and to one that is signed for another channel, 400 to one that cannot be read, 404 where
 * no channel can be. Items that cannot be read are told and logged, and the rest is taken.
 */
export function makeHandler(
  records: Records,
  unsigned: UnsignedRecords,
  reader: CallReader = readCall,
): (request: Request) => Promise<Response> {
  return answering("receive-receipts", async (request) => {
    onlyMethods(request, "POST");
    const [channel = "", secret, ...more] = pathBehind(request.url, "receive-receipts");
    if (!isId(channel) || more.length > 0 || !(secret === undefined || SECRET.test(secret)))
      throw new Refusal(404, "not_found", "There is no such address.");
    const body = await bytesOf(request.body, MOST_BYTES);
    if (!body) throw new Refusal(413, "body_too_large", "A call has at most 4 MB.");
    if (secret !== undefined) return receiveUnsigned(unsigned, channel, secret, request.headers, body);
    const keys = await records.channel(channel);
    // An unknown channel gets the answer of a bad signature, so that a caller without the secret learns nothing.
    if (!keys) throw new Refusal(401, "forged", "The signature does not fit.");
    const read = await reader(keys.adapter, request.headers, body, keys.secret);
    if (read.outcome === "forged") {
      log("receive-receipts", "forged call", { channel, why: read.why });
      throw new Refusal(401, "forged", "The signature does not fit.");
    }
    if (read.outcome !== "taken") {
      // Neither port knows what it is about.
      const faults = read.outcome === "other" ? [{ where: "type", what: "is unknown" }] : read.issues;
      log("receive-receipts", "malformed call", { channel, faults });
      throw new Refusal(400, "malformed", "The call cannot be read.", { details: faults });
    }
    if (read.to !== null && !isFor(channel, read.to)) {
      log("receive-receipts", "forged call", { channel, why: "it is signed for another channel" });
      throw new Refusal(401, "forged", "The signature does not fit.");
    }
    const trace = traceIn(request.headers.get("traceparent"));
    if (read.issues.length > 0) log("receive-receipts", "items left out", { channel, faults: read.issues });
    const done = await records.record(channel, read.call);
    // A carrier that gives back the trace of a hand-off has its reports found by it.
    if (trace !== null)
      log("receive-receipts", "recorded", { trace, channel, [read.call.type]: read.call.items.length });
    return json({ ...done, faults: read.issues });
  });
}
