/** Limits in stories: the figures of a deployment, lowered one at a time, and calls as the API makes them. */
import { beforeEach } from "node:test";
import {
  claimsOf,
  PEOPLE,
  type Person,
  proofOf,
  speakAs,
  type TestDatabase,
  testDatabase,
} from "../test_database.ts";

export type Figure = { most: number; seconds: number; scope: string; verbs: string[] | null };

/** A database with the limits of a deployment, and their figures; before each test as after a start. */
export async function limitedDatabase(): Promise<{
  db: TestDatabase;
  figures: ReadonlyMap<string, Figure>;
}> {
  const db = await testDatabase({ limits: true });
  const rows =
    await db.sql`select name, scope, verbs, most, extract(epoch from per)::int as seconds from private.limits`;
  const figures = new Map(rows.map(({ name, ...figure }) => [name, figure as Figure]));
  beforeEach(() => freshLimits(db, figures));
  return { db, figures };
}

/** The figures of the deployment, and nothing counted. */
async function freshLimits(db: TestDatabase, figures: ReadonlyMap<string, Figure>): Promise<void> {
  for (const [name, { most, seconds }] of figures)
    await db.sql`update private.limits set most = ${most}, per = make_interval(secs => ${seconds}) where name = ${name}`;
  await db.sql`truncate private.limit_counts, private.limit_hours, private.limit_lines`;
  await db.sql`update private.deployment set address_header = null, trusted_hops = 1`;
}

/** Lowers a limit to `most` in a day: no story is so long that what it counted fades. */
export const lower = (db: TestDatabase, name: string, most: number) =>
  db.sql`update private.limits set most = ${most}, per = '1 day' where name = ${name}`;

/** Evaluates `query` with headers and claims as the API sets them; answers with the status and the response headers as well. */
export async function call(
  db: TestDatabase,
  query: string,
  { sub }: { sub: (typeof PEOPLE)[keyof typeof PEOPLE] },
  { "x-chat-user": chat, ...said }: Record<string, string>,
) {
  const person = (Object.keys(PEOPLE) as Person[]).find((name) => PEOPLE[name] === sub);
  const claims = person ? claimsOf(person) : { sub };
  const headers = { ...said, ...(chat ? proofOf(chat) : {}) };
  return db.sql.begin(async (step) => {
    await speakAs(step, claims, headers);
    const [row] = await step.unsafe(`select ${query} as data`);
    const [said] =
      await step`select current_setting('response.status', true) as status, current_setting('response.headers', true) as headers`;
    return { data: row?.data, status: said?.status || "200", headers: said?.headers };
  });
}

/** A person calls a verb that anyone signed in may call, and that changes nothing for anybody else. */
export const speak = (db: TestDatabase, person: Person) =>
  db.as(person).rpc("set_locale", { input: { locale: "en" } });

/** The same verb, for `call`. */
export const SPEAK = `public.set_locale(input => '{"locale": "en"}')`;
