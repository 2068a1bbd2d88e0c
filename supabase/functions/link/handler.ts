/** `GET /link/<code>`: what a short link shows, and to whom (spec RES-3, design §2 step 7). */
import { parametersOf } from "@tidings/shared/templates/content.ts";
import { cardJson, templateHtml } from "@tidings/shared/templates/html.ts";
import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import { answering, json, log, onlyMethods, wordsOf } from "../_core/reply.ts";
import { pathBehind } from "../_core/request.ts";
import { type Asker, askerOf } from "./asker.ts";
import { closedPage, REASONS } from "./closed.ts";
import { languageOf } from "./language.ts";
import type { Links, Open, Resolved } from "./resolve.ts";

/** Every page: no scripts, nothing framed, nobody told where the reader came from, nothing kept. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; img-src 'self' http: https: data:; media-src 'self' http: https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
  vary: "accept-language, user-agent, x-aim-vendor",
};

const CODE = /^[0-9A-Za-z]{1,32}$/;

/**
 * A vendor's client gets the card as JSON, and one resolution is counted; a person gets the H5 page; a preview
 * fetcher gets that page without anybody's own values, for its og tags. 404 unknown, 410 expired or used up, 423
 * frozen, 406 not for this vendor, 400 for a vendor we do not know, 405.
 */
export function makeHandler(links: Links): (request: Request) => Promise<Response> {
  return answering("link", async (request) => {
    onlyMethods(request, "GET", "HEAD");
    const asker = askerOf(request);
    if (asker.kind === "stranger") return refusal(request, asker, "vendor_unknown");
    const [code = "", ...more] = pathBehind(request.url, "link");
    // A guess that cannot be a code does not reach the database.
    if (!CODE.test(code) || more.length > 0) return refusal(request, asker, "unknown");
    let resolved: Resolved;
    let origin: string;
    try {
      origin = await links.origin();
      resolved = await links.resolve(code, asker.kind, asker.kind === "resolution" ? asker.vendor : null);
    } catch (error) {
      log("link", "cannot resolve", { code, why: wordsOf(error) });
      return refusal(request, asker, "away");
    }
    if (resolved.verdict !== "ok") return refusal(request, asker, resolved.verdict);
    if (asker.kind === "resolution") return card(resolved, asker.vendor, origin);
    const params = asker.kind === "bot" ? withoutValues(resolved) : resolved.params;
    const locale = languageOf(request.headers);
    return page(request, templateHtml({ ...resolved, params, locale, origin }), 200);
  });
}

function card(resolved: Open, vendor: Vendor, origin: string): Response {
  const { layout, version, content, params } = resolved;
  const { vary, "x-content-type-options": nosniff } = HEADERS;
  return json(cardJson({ layout, version, content, params, vendor, origin }), 200, {
    vary,
    "x-content-type-options": nosniff,
  });
}

/** A preview is seen by everybody in the room: whoever's link it is, their name and amounts are not in it. */
function withoutValues({ content }: Open): Record<string, string> {
  return Object.fromEntries(parametersOf(content).map((name) => [name, "…"]));
}

function refusal(request: Request, asker: Asker, reason: keyof typeof REASONS): Response {
  const { status, title, text } = REASONS[reason];
  if (asker.kind === "resolution" || asker.kind === "stranger") {
    return json({ code: `link_${reason}`, message: `${title.en}. ${text.en}` }, status);
  }
  return page(request, closedPage(reason, languageOf(request.headers)), status);
}

function page(request: Request, html: string, status: number): Response {
  const body = request.method === "HEAD" ? null : html;
  return new Response(body, { status, headers: { ...HEADERS, "content-type": "text/html; charset=utf-8" } });
}
