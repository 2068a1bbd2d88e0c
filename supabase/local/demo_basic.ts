/**
 * The basic edition of the demo (BAS-1, BSG-1, PKG-2): units, a signature, and starters that bob copied: four that its networks approved, one draft.
 * The demo's past (supabase/demo) has what was sent of them, and knows them by these names.
 */
import postgres from "postgres";
import { approve, be, call, type Step } from "./demo_steps.ts";

const OFFER = { sku: "basic-10k", kind: "basic", spec: "three_network", size: 10_000, price_fen: 150_000 };
const SIGNATURE = { name: "云杉影像", third_party: false, note: "会员活动与节日问候" };
/** Long enough for a demo that is left running. */
const DAYS = 365;
const STARTERS = [
  { key: "basic_holiday", name: "元宵问候", live: true },
  { key: "basic_event", name: "云杉之夜邀请", live: true },
  { key: "basic_coupon", name: "生日礼券", live: true },
  { key: "basic_promotion", name: "年末会员日", live: true },
  { key: "basic_new_product", name: "新品手表", live: false },
] as const;

/** Olga offers units, and alice orders a package of them. */
async function layUnits(step: Step): Promise<void> {
  await be(step, "olga@tidings.test");
  const offer = await call(step, "create_offer", { input: OFFER });
  const [row] = await step<{ revision: number }[]>`select revision from public.offers where id = ${offer.id}`;
  await be(step, "alice@demo.test");
  const input = { offer_id: offer.id, quantity: 1, revision: row?.revision };
  await call(step, "create_order", { input });
}

/** One that is approved: what was asked for it is in no log. */
async function laySignature(step: Step, enterprise: string): Promise<string> {
  const [made] = await step<{ id: string }[]>`
    insert into public.basic_signatures (enterprise_id, name, company_name, third_party, note, state, decided_at)
    values (${enterprise}, ${SIGNATURE.name}, coalesce(private.filed_company(${enterprise}), '云杉商城有限公司'),
      ${SIGNATURE.third_party}, ${SIGNATURE.note}, 'approved', now()) returning id`;
  return made?.id ?? "";
}

/** A copy of a starter, with what a submission needs. */
async function layTemplate(step: Step, starter: (typeof STARTERS)[number], chosen: object): Promise<string> {
  const [found] = await step<{ id: string }[]>`
    select id from public.public_templates where key = ${starter.key}`;
  if (!found) throw new Error(`there is no starter ${starter.key}`);
  const input = { name: starter.name };
  const made = await call(step, "copy_public_template", { public_template: found.id, input });
  await call(step, "update_basic_template", { basic_template: made.id, input: chosen });
  return made.id;
}

/** What the carrier's networks say of it. The check of a starter finds nothing (shared/src/basic/public/starters.test.ts). */
async function makeLive(step: Step, template: string): Promise<void> {
  await be(step, "bob@demo.test");
  await step`
    select private.record_content_check(private.check_key(v), '[]', v.id, 100000) from public.templates t
    join public.template_versions v on v.id = t.latest_version_id where t.id = ${template}`;
  await call(step, "submit_basic_template", { basic_template: template });
  await be(step, "carol@demo.test");
  await approve(step, "basic_template", template);
  await step`
    update private.vendor_handoffs h set done_at = now(), carrier_id = 'seed-' || left(h.version_id::text, 8)
    from public.templates t where t.id = ${template} and h.version_id = t.latest_version_id`;
  await step`
    select private.record_template_states(v.channel_id, jsonb_build_array(jsonb_build_object('reference', h.reference,
      'network', null, 'state', 'approved', 'at', now())))
    from public.templates t join public.template_versions v on v.id = t.latest_version_id
    join private.vendor_handoffs h on h.version_id = v.id where t.id = ${template}`;
}

/** Lays it after the seed and the public templates, where the demo's enterprise has no template of the basic edition yet. */
export async function layBasic(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin(async (step) => {
      const [found] = await step<{ id: string; channel: string }[]>`
        select e.id, (select c.id from public.channels c where c.enterprise_id = e.id order by c.created_at limit 1) as channel
        from public.enterprises e where e.name = '云杉商城' and not exists (
          select from public.templates t where t.enterprise_id = e.id and t.kind = 'basic')`;
      if (!found) return;
      await layUnits(step);
      const signature_id = await laySignature(step, found.id);
      const chosen = { signature_id, channel_id: found.channel, validity_days: DAYS };
      for (const starter of STARTERS) {
        await be(step, "bob@demo.test");
        const template = await layTemplate(step, starter, chosen);
        if (starter.live) await makeLive(step, template);
      }
      await step`delete from auth.sessions where user_agent = 'supabase/seed.sql'`;
    });
  } finally {
    await sql.end();
  }
}
