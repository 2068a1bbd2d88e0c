/** Service accounts that wait for their resolver (SA-2): beside templates, as the same clock starts both, and their vendors are the same. */
import { troubleWords } from "@tidings/shared/channels/trouble.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import type { AccountHanded, AccountHandoff } from "../_core/channels/account.ts";
import type { Channel } from "../_core/channels/calls.ts";
import type { Resolver } from "../_core/channels/resolver.ts";
import { type Json, type Sql, withRetry } from "../_core/database.ts";
import { log, Refusal } from "../_core/reply.ts";
import type { Bucket } from "../_core/storage.ts";

/** Accounts a request: each is up to eight calls, one after the other. */
const MOST = 5;
/** An address of a picture is good for so long. */
const PICTURE_S = 3_600;

type Claimed = Omit<AccountHandoff, "pictures"> & Channel & { carrier: string; adapter: string };
type Pictures = Pick<Bucket, "addressOf">;

const TAKES_NONE = w("该运营商不接收服务号。", "This carrier doesn't accept service accounts.");

/** Answers how many were handed over, and how many were not. */
export async function submitAccounts(
  sql: Sql,
  resolvers: (name: string) => Resolver,
  pictures: Pictures,
): Promise<{ handed: number; left: number }> {
  const claimed = await withRetry(
    () =>
      sql<
        Claimed[]
      >`select h.*, h.version::integer as version from private.claim_account_handoffs(${MOST}) h`,
  );
  const done = await Promise.all(claimed.map((one) => submit(sql, one, resolvers(one.adapter), pictures)));
  const handed = done.filter(Boolean).length;
  return { handed, left: done.length - handed };
}

async function submit(sql: Sql, one: Claimed, resolver: Resolver, pictures: Pictures): Promise<boolean> {
  const done = await handOver(one, resolver, pictures);
  const { reference, version, carrier } = one;
  if (done.outcome !== "handed")
    log("submit-templates", "account not handed over", { reference, why: done.why?.en ?? null });
  await withRetry(
    () => sql`select private.finish_account_handoff(${reference}::uuid, ${version}::bigint, ${done.outcome},
      ${done.why === null ? null : sql.json({ ...done.why })}::jsonb, ${carrier}::uuid, ${sql.json(done.ids as Json)}::jsonb,
      ${sql.json(done.handed as Json)}::jsonb)`,
  );
  return done.outcome === "handed";
}

async function handOver(one: Claimed, resolver: Resolver, pictures: Pictures): Promise<AccountHanded> {
  const { ids, handed } = one;
  try {
    const account: AccountHandoff = { ...one, pictures: await addressed(one, pictures) };
    const done = await resolver.submitAccount?.(one, account);
    return done ?? { outcome: "refused", why: TAKES_NONE, ids, handed };
  } catch (error) {
    // Storage is away.
    if (!(error instanceof Refusal)) throw error;
    return { outcome: "away", why: troubleWords(error.message), ids, handed };
  }
}

async function addressed({ profile, home }: Claimed, pictures: Pictures): Promise<Record<string, string>> {
  const paths = [profile.logo, profile.authorisation, home?.background].flatMap((one) => one?.path ?? []);
  const addresses = await Promise.all(paths.map((path) => pictures.addressOf(path, PICTURE_S)));
  return Object.fromEntries(
    paths.flatMap((path, at) => (addresses[at] ? [[path, addresses[at]] as const] : [])),
  );
}
