/** `POST /receive-clicks`: clicks on service accounts and SMS shortcuts, as vendors tell them (docs/clicks.md, PKG-1, RPT-2). */
import { z } from "zod";
import { answering, json, log, onlyMethods, Refusal } from "../_core/reply.ts";
import { bytesOf } from "../_core/request.ts";
import type { Passes } from "../_core/vendors/passes.ts";
import { type Click, clickSchema, type Record } from "./record.ts";

/** As many as one call may tell, and the room that they take. */
const MOST = 1_000;
const MOST_BYTES = 512 * 1024;

const callSchema = z.strictObject({ clicks: z.array(z.unknown()).min(1).max(MOST) });

/** The clicks that can be read, each with its place in the call, and the places of the others. */
function read(given: readonly unknown[]): { clicks: Click[]; places: number[]; malformed: number[] } {
  const [clicks, places, malformed]: [Click[], number[], number[]] = [[], [], []];
  for (const [place, one] of given.entries()) {
    const { data } = clickSchema.safeParse(one);
    if (data === undefined) {
      malformed.push(place);
      continue;
    }
    clicks.push(data);
    places.push(place);
  }
  return { clicks, places, malformed };
}

async function bodyOf(request: Request): Promise<readonly unknown[]> {
  const body = await bytesOf(request.body, MOST_BYTES);
  if (!body) throw new Refusal(413, "body_too_large", "A call has at most 512 KB.");
  try {
    const { data } = callSchema.safeParse(JSON.parse(new TextDecoder().decode(body)));
    if (data !== undefined) return data.clicks;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal(400, "malformed", `Send {"clicks": [1 to ${MOST} clicks]} as JSON.`);
}

/**
 * Answers 200 after the commit with `{counted, repeated, faults: [{place, code}]}`: a click that cannot be counted is told by its place in the call,
 * and the rest is counted. 401 to anyone who proves no vendor, 400 to what cannot be read, 413.
 */
export function makeHandler(
  record: Record,
  proofs: Pick<Passes, "vendorOf" | "vendorAt">,
): (request: Request) => Promise<Response> {
  return answering("receive-clicks", async (request) => {
    onlyMethods(request, "POST");
    const vendor = (await proofs.vendorOf(request.headers)) ?? (await proofs.vendorAt(request.headers));
    if (vendor === null)
      throw new Refusal(401, "pass_required", "Clicks are counted for a vendor that shows a good pass.");
    const { clicks, places, malformed } = read(await bodyOf(request));
    const done =
      clicks.length > 0 ? await record(vendor, clicks) : { counted: 0, repeated: 0, faults: [] as const };
    const faults = [
      ...malformed.map((place) => ({ place, code: "click_malformed" })),
      ...done.faults.map(([at, code]) => ({ place: places[at] ?? at, code })),
    ].sort((one, other) => one.place - other.place);
    if (faults.length > 0) log("receive-clicks", "clicks left out", { vendor, count: faults.length });
    return json({ counted: done.counted, repeated: done.repeated, faults });
  });
}
