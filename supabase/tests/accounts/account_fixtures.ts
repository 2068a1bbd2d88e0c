/** Service accounts and channel numbers of alice's enterprise. */
import { done, kept, yunshan } from "../fixtures.ts";
import { appOf, laidSignature } from "../sms/sms_fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bytes?: number;
}

/** A kept picture with its measure. */
export async function picture(db: TestDatabase, pixels: Pixels, name = "图.png") {
  return { path: await kept(db, "account-pictures", pixels), name };
}

/** The input of a profile, with a logo and a letter that fit. */
export async function profileInput(db: TestDatabase, name: string) {
  return {
    name,
    remark: "",
    industry: "shopping",
    intro: "云杉商城为您提供订单、会员和活动服务。",
    logo: await picture(db, { width: 240, height: 240 }),
    all_ports: false,
    signatures: [],
    authorisation: await picture(db, { width: 800, height: 1200 }, "授权书.png"),
  };
}

/** Menus with one of each action. */
export const menusInput = () => [
  {
    name: "服务 🛍️",
    action: "submenu",
    items: [
      {
        name: "我的订单",
        action: "url",
        url: "https://mall.example.com/orders",
        title: "我的订单",
        external: true,
      },
      { name: "联系客服", action: "dial", phone: "400-123-4567" },
      { name: "打开商城", action: "app", link: "mall://home", package: "com.example.mall" },
    ],
  },
  { name: "会员", action: "quick_app", link: "hap://app/com.example.mall/", engine: "1080" },
];

/** The input of a home page, with a background that fits. */
export async function homeInput(db: TestDatabase) {
  return {
    background: await picture(db, { width: 1440, height: 810 }),
    intro: "欢迎来到云杉商城",
    hotline: "400-123-4567",
    quick_apps: [{ name: "云杉会员", link: "hap://app/com.example.vip/" }],
  };
}

export type Parts = Record<"profile" | "menus" | "home", string>;
export interface Account {
  readonly id: string;
  readonly parts: Parts;
}

/** The parts of an account, by kind. */
export async function partsOf(db: TestDatabase, account: string): Promise<Parts> {
  const rows = await db.sql`select kind, id from public.account_parts where account_id = ${account}`;
  return Object.fromEntries(rows.map(({ kind, id }) => [kind, id])) as Parts;
}

/** An account that bob has filled in: all three parts are drafts. */
export async function filledAccount(db: TestDatabase, name: string, profile: object = {}): Promise<Account> {
  const bob = db.as("bob");
  const input = { profile: { ...(await profileInput(db, name)), ...profile } };
  await approveSignatures(db, input.profile.signatures);
  const { id } = await done(bob.rpc("create_service_account", { input }));
  const parts = await partsOf(db, id);
  await done(bob.rpc("update_account_part", { account_part: parts.menus, input: { menus: menusInput() } }));
  await done(
    bob.rpc("update_account_part", { account_part: parts.home, input: { home: await homeInput(db) } }),
  );
  return { id, parts };
}

/** An account whose parts carol has approved. */
export async function approvedAccount(
  db: TestDatabase,
  name: string,
  profile: object = {},
): Promise<Account> {
  const account = await filledAccount(db, name, profile);
  for (const account_part of Object.values(account.parts)) {
    await done(db.as("bob").rpc("submit_account_part", { account_part }));
    await done(db.as("carol").rpc("approve_account_part", { account_part }));
  }
  return account;
}

/** Signatures that may stand under a channel number. */
async function approveSignatures(db: TestDatabase, names: readonly string[]): Promise<void> {
  const home = await yunshan(db);
  for (const name of names) {
    const there =
      await db.sql`select from public.sms_signatures g where g.enterprise_id = ${home} and g.kind = 'notification' and g.name = ${name}`;
    if (there.length === 0) await laidSignature(db, { home, app: await appOf(db), name, state: "approved" });
  }
}

/** The input of a channel number. */
export async function portInput(db: TestDatabase, number: string, signatures = ["云杉商城"]) {
  const path = await kept(db, "port-proofs");
  await approveSignatures(db, signatures);
  return { number, kind: "plain", signatures, proof: { path, name: "证明.png" } };
}

export async function madePort(db: TestDatabase, number: string, signatures?: string[]): Promise<string> {
  return (await done(db.as("bob").rpc("create_port", { input: await portInput(db, number, signatures) }))).id;
}
