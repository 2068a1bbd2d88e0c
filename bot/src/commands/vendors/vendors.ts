import { timeText } from "@tidings/shared/ground/clock.ts";
import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { isVendor, VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: w("厂商凭证", "Vendor credentials"),
  none: w(
    "尚未登记任何厂商密钥或地址段，因此所有请求都不计为解析。登记请用：`vendor-key add`、`vendor-range add`",
    "No vendor keys or address ranges have been added yet, so no request counts as a resolution. Add one with `vendor-key add` or `vendor-range add`.",
  ),
  vendor: w("厂商", "Vendor"),
  proof: w("密钥编号或地址段", "Key ID or address range"),
  added: w("登记时间", "Added"),
  retired: w("停用时间", "Retired"),
  sandbox: w("（沙箱）", " (sandbox)"),
} as const satisfies Record<string, Words>;

/** As `vendor_proofs` answers it. */
interface Proofs {
  readonly keys: readonly {
    readonly vendor: string;
    readonly kid: string;
    readonly added_at: string;
    readonly retired_at: string | null;
    readonly sandbox: boolean;
  }[];
  readonly ranges: readonly { readonly vendor: string; readonly cidr: string; readonly added_at: string }[];
}

/** Everything by which a vendor proves that it asks for a link, also what is retired. */
export async function proofsAnswer(context: Context, done?: string): Promise<Answer> {
  const { session, locale, zone } = context;
  const { keys, ranges } = await verb<Proofs>(session, "vendor_proofs");
  const head = done ? ({ tone: "good", text: done } as const) : ({ tone: "plain" } as const);
  const title = say(SAYS.title, locale);
  if (keys.length + ranges.length === 0) return { ...head, title, text: done ?? hinted(SAYS.none, context) };
  const named = (vendor: string) => (isVendor(vendor) ? say(VENDOR_WORDS[vendor], locale) : vendor);
  return {
    ...head,
    title,
    table: {
      name: "vendors",
      columns: [SAYS.vendor, SAYS.proof, SAYS.added, SAYS.retired].map((words) => ({
        title: say(words, locale),
      })),
      rows: [
        ...keys.map(({ vendor, kid, added_at, retired_at, sandbox }) => [
          named(vendor),
          `${kid}${sandbox ? say(SAYS.sandbox, locale) : ""}`,
          timeText(added_at, zone),
          retired_at === null ? "—" : timeText(retired_at, zone),
        ]),
        ...ranges.map(({ vendor, cidr, added_at }) => [named(vendor), cidr, timeText(added_at, zone), "—"]),
      ],
    },
  };
}

/** RES-3: by what vendors prove that they ask for a link. */
export const vendors = defineCommand({
  name: "vendors",
  feature: "vendors",
  platform: true,
  terminalOnly: true,
  words: {
    title: SAYS.title,
    description: w(
      "查看厂商解析短链时所用的密钥和地址段",
      "Shows vendor keys and address ranges that resolve short links",
    ),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: null,
  reads: true,
  audience: "person",
  run: (context) => proofsAnswer(context),
});
