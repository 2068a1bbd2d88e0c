/** The access key and the standing approval of the demo (API-1): a key of alice's without a secret yet, and what it may send, submitted by bob and approved by carol. */
import postgres from "postgres";
import { approve, be, call } from "./demo_steps.ts";

const KEY = {
  name: "商城系统",
  policies: ["KooMessage Development", "RTC Administrator"],
  most_a_minute: 600,
};

/** Orders go out by day; a year from now somebody looks at it again. */
const STANDING = {
  ...{ name: "订单通知（商城系统）", hour_from: "08:00", hour_until: "21:00" },
  ...{ most_a_call: 100, most_a_day: 5_000 },
};

/** Lays them after the seed, where the demo's enterprise has no key yet. */
export async function layKeys(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin(async (step) => {
      const [found] = await step<
        Record<"template_id" | "sms_template_id" | "channel_id" | "last_day", string>[]
      >`
        select (select t.id from public.templates t where t.enterprise_id = e.id and t.name = '签收提醒') as template_id,
          (select t.id from public.sms_templates t where t.enterprise_id = e.id and t.name = '订单通知') as sms_template_id,
          (select c.id from public.channels c where c.enterprise_id = e.id order by c.created_at limit 1) as channel_id,
          ((now() at time zone e.time_zone)::date + 365)::text as last_day
        from public.enterprises e where e.name = '云杉商城' and not exists (
          select from public.access_keys k where k.enterprise_id = e.id)`;
      if (!found) return;
      await be(step, "alice@demo.test");
      const key = await call(step, "create_access_key", { input: KEY });
      await be(step, "bob@demo.test");
      const input = { ...STANDING, ...found, access_key_id: key.id };
      const plan = await call(step, "create_standing_approval", { input });
      await be(step, "carol@demo.test");
      await approve(step, "standing_approval", plan.id);
      await step`delete from auth.sessions where user_agent = 'supabase/seed.sql'`;
    });
  } finally {
    await sql.end();
  }
}
