/** `GET /link/<code>`: what a short link shows, and to whom (spec RES-3, design §2 step 7). */
import { parametersOf } from "@tidings/shared/templates/content.ts";
import { answering, json, log, onlyMethods, wordsOf } from "../_core/reply.ts";
import { type Asker, askerOf, type Proofs } from "./asker.ts";
import { Cards } from "./cards.ts";
import { closedPage, REASONS } from "./closed.ts";
import { languageOf } from "./language.ts";
import { CSP } from "./page/csp.ts";
import { page } from "./page/page.ts";
import type { Links, Open, Place, Resolved } from "./resolve.ts";

/** Every page: nothing but our own runs, nothing framed, nobody told where the reader came from, nothing kept. */
const HEADERS = {
  "content-security-policy": CSP,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
  vary: "accept-language, user-agent, authorization",
};

/** As few as there have to be: each costs a microsecond of a request that has twenty. */
const CARD_HEADERS = {
  "content-type": "application/json",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

/** The one form of address: a crowd of vendors' clients is read by one pattern. */
const ADDRESS = /^[a-z]+:\/\/[^/?#]*(?:\/functions\/v1)?\/link\/([0-9A-Za-z]{3,10})\/?(?:[?#]|$)/;

/**
 * A vendor that proves to be one gets the card as JSON, and one resolution is counted; a person gets the H5 page, or is sent to the
 * jump address of a group link; a preview fetcher gets the page without anybody's own values, for its og tags. 404
 * unknown, 410 ended, expired or used up, 423 frozen, 429 as often in this minute as it may be, 406 not for this vendor, 405.
 */
export function makeHandler(links: Links, proofs: Proofs): (request: Request) => Promise<Response> {
  const cards = new Cards();
  return answering("link", async (request) => {
    onlyMethods(request, "GET", "HEAD");
    const code = ADDRESS.exec(request.url)?.[1];
    // A guess that cannot be a code does not reach the database.
    if (code === undefined) return refusal(request, null, "unknown");
    let asker: Asker | null = null;
    let resolved: Resolved;
    let place: Place;
    try {
      const asks = askerOf(request, proofs);
      asker = asks instanceof Promise ? await asks : asks;
      const known = links.place();
      place = known instanceof Promise ? await known : known;
      // Only a custom code is one domain's.
      const host = code.length === 8 ? "" : hostOf(request.headers, place);
      resolved = await links.resolve(
        code,
        host,
        asker.kind,
        asker.kind === "resolution" ? asker.vendor : null,
      );
    } catch (error) {
      log("link", "cannot resolve", { code, why: wordsOf(error) });
      return refusal(request, asker, "away");
    }
    if (resolved.verdict !== "ok") return refusal(request, asker, resolved.verdict);
    if (asker.kind === "resolution") {
      return new Response(cards.textOf(resolved, asker.vendor, place.origin), { headers: CARD_HEADERS });
    }
    if (asker.kind === "human" && resolved.jump) return jump(resolved.jump);
    const host = hostOf(request.headers, place);
    const address = host ? `https://${host}/${code}` : `${place.links}/${code}`;
    const params = asker.kind === "bot" ? withoutValues(resolved) : resolved.params;
    const language = languageOf(request.headers);
    return html(
      request,
      page({ ...resolved.shown, params }, { language, address, media: place.origin }),
      200,
    );
  });
}

/** The domain of ours that a phone asked for, as what is before us says; empty for the deployment's own address. */
function hostOf(headers: Headers, { hosts }: Place): string {
  const said = headers.get("x-forwarded-host") ?? headers.get("host") ?? "";
  const host = said.split(",", 1)[0]?.trim().replace(/:\d+$/, "").toLowerCase() ?? "";
  return hosts.has(host) ? host : "";
}

/** The database holds no other address: it was checked when the task was made (and is looked at once more). */
function jump(target: string): Response {
  if (!/^https?:\/\//i.test(target)) throw new Error("a jump address that is none");
  const { "cache-control": cache, "referrer-policy": referrer, vary } = HEADERS;
  return new Response(null, {
    status: 302,
    headers: { location: target, "cache-control": cache, "referrer-policy": referrer, vary },
  });
}

/** A preview is seen by everybody in the room: no matter whose link it is, their name and amounts are not in it. */
function withoutValues({ shown }: Open): Record<string, string> {
  return Object.fromEntries(parametersOf(shown.content).map((name) => [name, "…"]));
}

function refusal(request: Request, asker: Asker | null, reason: keyof typeof REASONS): Response {
  const { status, title, text } = REASONS[reason];
  if (asker?.kind === "resolution") {
    // A minute of the database's clock, which this one's is near enough for.
    const wait = status === 429 ? { "retry-after": String(60 - new Date().getUTCSeconds()) } : undefined;
    return json({ code: `link_${reason}`, message: `${title.en}. ${text.en}` }, status, wait);
  }
  return html(request, closedPage(reason, languageOf(request.headers)), status);
}

function html(request: Request, text: string, status: number): Response {
  const body = request.method === "HEAD" ? null : text;
  return new Response(body, { status, headers: { ...HEADERS, "content-type": "text/html; charset=utf-8" } });
}
