/** The service account and the shortcut of the demo (SA-1, CHN-1, SHC-1): filled in by bob, approved by carol, with its pictures and a bound channel number. */
import postgres from "postgres";
import { timeText } from "../../shared/src/ground/clock.ts";
import type { ProofKind } from "../../shared/src/resource/proofs.ts";
import { approve, be, call, keep } from "./demo_steps.ts";

const NUMBER = "10690000000001";

const MENUS = [
  {
    name: "服务 🛍️",
    action: "submenu",
    items: [
      { name: "我的订单", action: "url", url: "https://mall.example.com/orders", title: "我的订单" },
      { name: "优惠券", action: "url", url: "https://mall.example.com/coupons", title: "优惠券" },
      { name: "联系客服", action: "dial", phone: "400-123-4567" },
    ],
  },
  { name: "打开商城", action: "app", link: "mall://home", package: "com.example.mall" },
  { name: "会员", action: "quick_app", link: "hap://app/com.example.mall/vip" },
];

/** The year that begins next in China: an earlier new year would never be shown. */
const NEXT = Number(timeText(new Date(), "Asia/Shanghai").slice(0, 4)) + 1;

const SHORTCUT = {
  ...{ signature: "云杉商城", regions: ["全国"] },
  buttons: [
    { name: "订单 📦", action: "url", url: "https://mall.example.com/orders", title: "我的订单" },
    { name: "客服 📞", action: "dial", phone: "400-123-4567" },
    { name: "商城 🛍️", action: "app", link: "mall://home" },
  ],
  timed: [
    {
      ...{ name: "元旦", begins_at: `${NEXT}-01-01T00:00:00+08:00`, ends_at: `${NEXT}-01-04T00:00:00+08:00` },
      buttons: [{ name: "新年 🎁", action: "url", url: `https://mall.example.com/${NEXT}`, title: "新年" }],
    },
  ],
};

/** Lays it after the seed, where the demo's enterprise has no account yet. `home`: TIDINGS_HOME, under which objects lie. */
export async function layAccounts(url: string, home: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin(async (step) => {
      const [found] = await step<
        { id: string }[]
      >`select e.id from public.enterprises e where e.name = '云杉商城'
        and not exists (select from public.service_accounts a where a.enterprise_id = e.id)`;
      if (!found) return;
      const picture = (name: string, kind: ProofKind = "picture") =>
        keep(step, home, kind, found.id, `pictures/${name}`);
      await be(step, "bob@demo.test");
      const profile = {
        ...{ name: "云杉商城", remark: "", industry: "shopping", all_ports: false },
        intro: "订单、会员与活动，一站服务。",
        logo: await picture("logo.png"),
        authorisation: await picture("letter.png"),
      };
      const account = await call(step, "create_service_account", { input: { profile } });
      const parts = await step<{ id: string; kind: string }[]>`
        select id, kind from public.account_parts where account_id = ${account.id}`;
      const contents: Readonly<Record<string, object>> = {
        menus: { menus: MENUS },
        home: {
          home: {
            background: await picture("background.png"),
            ...{ intro: "云杉商城：日用百货，次日送达。", hotline: "400-123-4567" },
            quick_apps: [{ name: "云杉会员", link: "hap://app/com.example.vip/" }],
          },
        },
      };
      for (const { id, kind } of parts) {
        const input = contents[kind];
        if (input) await call(step, "update_account_part", { account_part: id, input });
        await call(step, "submit_account_part", { account_part: id });
      }
      await be(step, "carol@demo.test");
      for (const { id } of parts) await approve(step, "account_part", id);
      await be(step, "bob@demo.test");
      const proof = await picture("letter.png", "port");
      const port = await call(step, "create_port", {
        input: { number: NUMBER, kind: "plain", signatures: ["云杉商城"], proof },
      });
      const bound = { port_id: port.id, account_id: account.id, region: "全国" };
      await call(step, "create_port_binding", { input: bound });
      const proofs = [await picture("letter.png")];
      const shortcut = await call(step, "create_shortcut", { input: { ...SHORTCUT, proofs } });
      await call(step, "submit_shortcut", { shortcut: shortcut.id });
      await be(step, "carol@demo.test");
      await approve(step, "shortcut", shortcut.id);
      await step`delete from auth.sessions where user_agent = 'supabase/seed.sql'`;
    });
  } finally {
    await sql.end();
  }
}
