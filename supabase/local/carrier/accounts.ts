import { accountBody, reference as referenceShape } from "./protocol.ts";
import { parse, Refusal } from "./refusal.ts";
import { type Arrived, json } from "./request.ts";
import type { Store } from "./store.ts";

/**
 * `PUT /v1/accounts/{reference}` (carrier.md): a service account as it is approved. A version that is not above the one that was taken last is
 * answered and changes nothing.
 * @throws Refusal 400, 422 by `account_reject`
 */
export async function takeAccount(store: Store, { id, body }: Arrived) {
  const reference = parse(referenceShape, decodeURIComponent(id));
  const account = parse(accountBody, json(body));
  const { account_reject: why } = store.control;
  if (why !== null) throw new Refusal(422, "refused", why);
  const before = store.accounts.get(reference);
  if (before === undefined || before.body.version < account.version)
    await store.write({ k: "account", reference, at: Date.now(), body: account });
  else await store.log.settled();
  const { version } = store.accounts.get(reference)?.body ?? account;
  return { carrier_id: `${store.id}-a-${reference}`, version };
}

/** What phones show of service accounts: none that is frozen, and of no account the letter of authorisation. */
export function shownAccounts({ accounts }: Store) {
  const shown = [...accounts.values()].filter(({ body }) => !body.frozen);
  return {
    accounts: shown.map(({ reference, body: { version, profile, menus, home } }) => {
      const { authorisation: _, ...seen } = profile;
      return { reference, version, profile: seen, menus: menus ?? null, home: home ?? null };
    }),
  };
}
