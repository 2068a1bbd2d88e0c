/** Recovery codes of a second factor, as hosted Auth (GoTrue 2.197) has them: ten, shown once, kept as hashes, each used once. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { ISql, Sql } from "postgres";
import { Refused } from "./refused.ts";

const COUNT = 10;
/** Sixteen of 32 letters are 80 bits: nobody finds a code from its hash. Without i, l, o and u, which are misread. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 16;
const NAME = "Recovery codes";

const newCode = (): string => Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte & 31]).join("");
/** Letter case, spaces and hyphens are how somebody typed it. */
const hashOf = (code: string): string =>
  createHash("sha256").update(code.toLowerCase().replace(/[\s-]/g, "")).digest("hex");

interface Kept {
  readonly id: string;
  readonly friendly_name: string;
  readonly total: number;
  readonly remaining: number;
}

/** The set of a person; null where there is none. Never the codes. */
async function codesOf(sql: ISql, user: string): Promise<Kept | null> {
  const [row] = await sql<Kept[]>`
    select f.id, f.friendly_name, count(c.hash)::int as total,
      (count(c.hash) filter (where c.used_at is null))::int as remaining
    from auth.mfa_factors f left join auth.mfa_recovery_codes c on c.factor_id = f.id
    where f.user_id = ${user} and f.factor_type = 'recovery_code' group by f.id`;
  return row ?? null;
}

/** How many there are, and are left. @throws Refused 404 where there are none */
export async function codesLeft(sql: Sql, user: string) {
  const { id, total, remaining } = await mustHave(sql, user);
  return { id, type: "recovery_code", total, remaining };
}

/**
 * Lets only one transaction at a time change the factors of a person: codes are made once, and never beside an authenticator that is just
 * being removed. Answers whether there is a verified one.
 */
export async function lockFactors(sql: ISql, user: string): Promise<boolean> {
  const factors = await sql<{ factor_type: string; status: string }[]>`
    select f.factor_type, f.status from auth.mfa_factors f where f.user_id = ${user} order by f.id for update`;
  return factors.some(({ factor_type, status }) => factor_type === "totp" && status === "verified");
}

/** @throws Refused 422 where they would be the only factor */
async function lockForCodes(sql: ISql, user: string): Promise<void> {
  if (!(await lockFactors(sql, user)))
    throw new Refused(422, "mfa_recovery_codes_sole_factor", "Recovery codes need a verified factor");
}

/** The first set. @throws Refused 422 where there is one, or no authenticator */
export async function makeCodes(sql: Sql, user: string, name: string) {
  const id = randomUUID();
  return sql.begin(async (step) => {
    await lockForCodes(step, user);
    if (await codesOf(step, user))
      throw new Refused(422, "mfa_verified_factor_exists", "Recovery codes exist; regenerate them");
    await step`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at)
      values (${id}, ${user}, ${name || NAME}, 'recovery_code', 'verified', now(), now())`;
    return putCodes(step, id, name || NAME);
  });
}

/** A new set in place of the one there is, of which no code works any more. @throws Refused 404 where there is none, 422 where there is no authenticator */
export async function remakeCodes(sql: Sql, user: string) {
  return sql.begin(async (step) => {
    await lockForCodes(step, user);
    const { id, friendly_name } = await mustHave(step, user);
    await step`delete from auth.mfa_recovery_codes where factor_id = ${id}`;
    return putCodes(step, id, friendly_name);
  });
}

/** Uses a code up; the factor that it is of, or null where it is wrong or was used. */
export async function useCode(sql: Sql, user: string, code: string): Promise<string | null> {
  const [row] = await sql`update auth.mfa_recovery_codes c set used_at = now() from auth.mfa_factors f
    where f.id = c.factor_id and f.user_id = ${user} and c.hash = ${hashOf(code)} and c.used_at is null
    returning f.id`;
  return (row?.id as string | undefined) ?? null;
}

async function mustHave(sql: ISql, user: string): Promise<Kept> {
  const kept = await codesOf(sql, user);
  if (!kept) throw new Refused(404, "mfa_factor_not_found", "Recovery codes not found");
  return kept;
}

async function putCodes(sql: ISql, id: string, name: string) {
  const codes = Array.from({ length: COUNT }, newCode);
  await sql`insert into auth.mfa_recovery_codes (factor_id, hash)
    select ${id}, unnest(${codes.map(hashOf)}::text[])`;
  return { id, type: "recovery_code", friendly_name: name, total: COUNT, codes };
}
