/** SMS shortcuts of alice's enterprise (SHC-1). */
import { picture } from "../accounts/account_fixtures.ts";
import { done } from "../fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

/** One button of each action, three at a time. */
export const BUTTONS = [
  { name: "官网 🛍️", action: "url", url: "https://mall.example.com", title: "商城", external: true },
  { name: "快应用", action: "quick_app", link: "hap://app/com.example.mall/", engine: "1080" },
  { name: "商城", action: "app", link: "mall://home", detail: "首页", system: "harmony" },
  { name: "客服", action: "dial", phone: "400-123-4567" },
  { name: "订阅", action: "sms", phone: "10690001", body: "DY" },
  { name: "邮件", action: "mail", email: "service@example.com" },
  { name: "活动", action: "calendar", event: "开业", at: "2027-01-01T09:00:00+08:00" },
  { name: "门店", action: "place", address: "深圳湾", longitude: "113.94", latitude: "22.51" },
  { name: "浏览", action: "browser", url: "https://mall.example.com/m" },
  { name: "券码", action: "copy", text: "YS2026" },
] as const;

/** A whole shortcut: the first three buttons, and others at new year. */
export async function shortcutInput(db: TestDatabase, signature: string, regions = ["广东省"]) {
  return {
    signature,
    proofs: [await picture(db, { width: 800, height: 1200 }, "授权证明.png")],
    regions,
    buttons: BUTTONS.slice(0, 3),
    timed: [
      {
        name: "元旦",
        begins_at: "2027-01-01T00:00:00+08:00",
        ends_at: "2027-01-04T00:00:00+08:00",
        buttons: BUTTONS.slice(3, 6),
      },
    ],
  };
}

/** A draft of bob's. */
export async function madeShortcut(db: TestDatabase, signature: string, regions?: string[]): Promise<string> {
  const input = await shortcutInput(db, signature, regions);
  return (await done(db.as("bob").rpc("create_shortcut", { input }))).id;
}

/** One that bob submitted. */
export async function waitingShortcut(
  db: TestDatabase,
  signature: string,
  regions?: string[],
): Promise<string> {
  const shortcut = await madeShortcut(db, signature, regions);
  await done(db.as("bob").rpc("submit_shortcut", { shortcut }));
  return shortcut;
}

/** One that carol approved: it serves. */
export async function servingShortcut(
  db: TestDatabase,
  signature: string,
  regions?: string[],
): Promise<string> {
  const shortcut = await waitingShortcut(db, signature, regions);
  await done(db.as("carol").rpc("approve_shortcut", { shortcut }));
  return shortcut;
}
