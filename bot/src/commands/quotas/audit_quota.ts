import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  good: w(
    "账目一致：账本 = 余额 = 发送明细 = 报表",
    "The figures match: ledger = balances = deliveries = reports",
  ),
  bad: w("账目不一致，请立即检查", "The figures don't match; check right away"),
  looked: w(
    "已核对 {accounts} 个账户、{transfers} 笔转账、{sends} 个发送任务。",
    "Checked {accounts} {accounts:account|accounts}, {transfers} {transfers:transfer|transfers} and {sends} {sends:send|sends}.",
  ),
  what: w("项目", "Item"),
  found: w("发现的问题", "Finding"),
} as const satisfies Record<string, Words>;

interface Proof {
  readonly ok: boolean;
  readonly looked_at: Readonly<Record<"accounts" | "transfers" | "sends", number>>;
  readonly findings: readonly Readonly<Record<string, unknown>>[];
}

export const auditQuota = defineCommand({
  name: "audit quota",
  // What an alert has said before, and what people type.
  aliases: ["audit"],
  feature: "quotas",
  words: {
    title: w("核对额度", "Audit quota"),
    description: w(
      "核对额度账本、余额与发送明细是否一致",
      "Checks that the quota ledger, balances and deliveries match",
    ),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: "KooMessage:quota:list",
  reads: true,
  audience: "chat_channel",
  async run(context): Promise<Answer> {
    const { locale } = context;
    const proof = await verb<Proof>(context.session, "audit_quota");
    const looked = Object.fromEntries(
      Object.entries(proof.looked_at).map(([name, value]) => [name, count(value)]),
    );
    const text = fillPlaces(say(SAYS.looked, locale), looked);
    if (proof.ok) return { tone: "good", title: say(SAYS.good, locale), text };
    return {
      tone: "warn",
      title: say(SAYS.bad, locale),
      text,
      table: {
        name: "audit",
        columns: [{ title: say(SAYS.what, locale) }, { title: say(SAYS.found, locale) }],
        rows: proof.findings.map(({ what, ...rest }) => [
          String(what),
          Object.entries(rest)
            .map(([key, value]) => `${key} ${value}`)
            .join(", "),
        ]),
      },
    };
  },
});
