import { shownAccounts, takeAccount } from "./accounts.ts";
import { Approvals } from "./approvals.ts";
import { Bucket } from "./bucket.ts";
import { capabilities } from "./capabilities.ts";
import { changed } from "./control.ts";
import type { Deliverer } from "./deliver.ts";
import { ledger } from "./ledger.ts";
import { Messages } from "./messages.ts";
import type { Openings } from "./openings.ts";
import type { Phones } from "./phones.ts";
import { phoneBody } from "./protocol.ts";
import { malformed, parse } from "./refusal.ts";
import { type Arrived, json } from "./request.ts";
import type { Store } from "./store.ts";
import type { VendorKeys } from "./vendor_keys.ts";

/** What a route answers. `drop`: close the connection instead. `lines`: a stream of NDJSON. */
export type Answer =
  | { status: number; json?: unknown }
  | { status: number; lines: AsyncIterable<string> }
  | { drop: true };

/** `path` ends in `/` where a last part follows, which the route gets as `id`. Paths in `/v1/` need the channel's key. */
export type Route = {
  method: string;
  path: string;
  run: (request: Arrived) => Answer | Promise<Answer>;
};

/** Everything the carrier answers to: the page's own paths with the key, the sandbox's besides without. */
export function makeRoutes(
  store: Store,
  deliverer: Deliverer,
  { keys, phones, openings }: { keys: VendorKeys; phones: Phones; openings: Openings },
): Route[] {
  const messages = new Messages(store, deliverer, new Bucket(), openings);
  const approvals = new Approvals(store, deliverer);
  const route = (method: string, path: string, run: Route["run"]): Route => ({ method, path, run });
  return [
    route("POST", "/v1/messages", async (request) => {
      const taken = await messages.take(request);
      return taken === null ? { drop: true } : { status: 202, json: taken };
    }),
    route("POST", "/v1/messages/query", async (request) => ({
      status: 200,
      json: await messages.query(request),
    })),
    route("POST", "/v1/templates", async (request) => {
      messages.fail();
      return { status: 202, json: await approvals.take(request) };
    }),
    route("DELETE", "/v1/templates/", async (request) => ({
      status: 204,
      json: await approvals.delete(request),
    })),
    route("PUT", "/v1/accounts/", async (request) => {
      messages.fail();
      return { status: 200, json: await takeAccount(store, request) };
    }),
    route("POST", "/v1/capabilities", (request) => {
      messages.fail();
      return { status: 200, json: capabilities(store.control, request) };
    }),
    route("GET", "/v1/health", () => ({ status: 200, json: { ok: true } })),
    route("GET", "/ledger", ({ url }) => {
      const lines = ledger(store.log, store.places, store.id, readCursor(url));
      return { status: 200, lines };
    }),
    route("GET", "/stats", async () => {
      const stats = { ...store.stats(), links_opened: phones.opened, links_shown: phones.shown };
      await store.log.settled(); // what is shown can no longer be taken back by a death
      return { status: 200, json: stats };
    }),
    route("POST", "/phones", async ({ body }) => {
      const { link, vendor } = parse(phoneBody, json(body));
      return { status: 200, json: await phones.open(link, vendor) };
    }),
    route("GET", "/phones/accounts", async () => {
      const json = shownAccounts(store);
      await store.log.settled();
      return { status: 200, json };
    }),
    route("GET", "/phones/keys", () => ({ status: 200, json: keys.jwks })),
    route("GET", "/control", async () => {
      const { control } = store;
      await store.log.settled();
      return { status: 200, json: control };
    }),
    route("PUT", "/control", async ({ body }) => {
      const control = changed(store.control, json(body));
      await store.write({ k: "control", control });
      return { status: 200, json: control };
    }),
  ];
}

/** `?since=`: a cursor of the ledger; without it, from the beginning. */
function readCursor(url: URL): number {
  const since = url.searchParams.get("since") ?? "0";
  if (/^\d{1,15}$/.test(since)) return Number(since);
  throw malformed([{ where: "since", what: "must be a cursor of the ledger, a whole number from 0 on" }]);
}
