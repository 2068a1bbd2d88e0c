/** KooMessage: where an account reports to. One set of addresses an account; only its role te_admin registers any. */
import type { Channel } from "../calls.ts";
import type { Registered } from "../resolver.ts";
import { type Asked, ask, type Said } from "./client.ts";

/** An address of a type. `url_type` of cards: 0 single sends and resolutions, 1 states of templates, 2 the same in batches; of the basic edition: 0 sends, 1 replies. */
const DOORS = [
  { path: "/v1/aim/callbacks", types: [0, 1, 2] },
  { path: "/v1/aim-basic/callbacks", types: [0, 1] },
] as const;

type Account = Omit<Channel, "number">;
type Listed = { readonly callback_url?: unknown; readonly url_type?: unknown };

/** The addresses of an answer: `data` is a list, or has one called `callbacks`. */
function listed({ data }: Readonly<Record<string, unknown>>): Listed[] {
  const inner =
    typeof data === "object" && data !== null ? (data as { callbacks?: unknown }).callbacks : null;
  const list = Array.isArray(data) ? data : Array.isArray(inner) ? inner : [];
  return list.filter((one): one is Listed => typeof one === "object" && one !== null);
}

const failed = (said: Exclude<Said, { outcome: "done" }>): Registered => ({
  // What was denied or refused is so the next time too.
  outcome: said.outcome === "denied" || said.outcome === "refused" ? "by_hand" : "away",
  why: said.why,
});

/** Registers what is not there yet. Addresses of others, of the same account, are left alone, and said. */
export async function registerCallbacks(account: Account, address: string): Promise<Registered> {
  const others = new Set<string>();
  for (const { path, types } of DOORS) {
    const there = await ask(account, { method: "GET", path });
    if (there.outcome !== "done") return failed(there);
    const known = listed(there.body);
    for (const type of types) {
      const ofType = known.filter(({ url_type }) => Number(url_type) === type);
      if (ofType.some(({ callback_url }) => callback_url === address)) continue;
      for (const { callback_url } of ofType) others.add(URL.parse(String(callback_url))?.host ?? "?");
      const asked: Asked = { method: "POST", path, body: { callback_url: address, url_type: type } };
      const said = await ask(account, asked);
      if (said.outcome !== "done") return failed(said);
    }
  }
  const why = others.size === 0 ? null : `other addresses are registered too, at ${[...others].join(", ")}`;
  return { outcome: "registered", why };
}
