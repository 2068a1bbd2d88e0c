// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${1} is how KooMessage writes a place
/** An account at KooMessage behind a channel of alice's enterprise, and what is read of it. */
import {
  type ImportItem,
  resolveTaskItems,
  sendTaskItem,
  signatureItem,
  smsTemplateItem,
  variablesOf,
} from "../../../shared/src/moving/koomessage.ts";
import { granted, KOOMESSAGE, madeCarrier } from "../carriers/carrier_fixtures.ts";
import { yunshan } from "../fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

/** Olga's carrier, granted to alice's enterprise alone. Returns the channel. */
export async function accountChannel(db: TestDatabase, name: string): Promise<string> {
  const carrier = await madeCarrier(db, name, KOOMESSAGE);
  return granted(db, carrier, await yunshan(db), name);
}

/** Items as the function ask-carrier writes them down. */
export async function read(db: TestDatabase, channel: string, items: readonly (ImportItem | null)[]) {
  const [row] =
    await db.sql`select private.keep_import_items(${channel}, ${db.sql.json(items as never)}) as said`;
  return row?.said;
}

/** One of each kind that an account of this name has. */
export const accountItems = (of: string): ImportItem[] =>
  [
    signatureItem({
      ...{
        signature_id: `s-${of}`,
        signature_name: `${of}商城`,
        signature_type: "NOTIFY_TYPE",
        app_name: "mall",
      },
      ...{ status: "审核通过", signature_source: 0, is_involved_third: "no", apply_desc: "发货" },
    }),
    smsTemplateItem(
      {
        ...{
          template_id: `t-${of}`,
          template_name: `${of}发货`,
          template_type: "NOTIFY_TYPE",
          signature_id: `s-${of}`,
        },
        ...{ template_content: "您的订单${1}已发出，查看 ${2} 。", flow_status: "审核通过" },
      },
      variablesOf([
        { variable_index: 1, variable_type: "CHARDIGIT" },
        { variable_index: 2, variable_type: "NEWTEXT" },
      ]),
      new Map([[`s-${of}`, `${of}商城`]]),
    ),
    ...resolveTaskItems([
      {
        task_id: `r-${of}`,
        task_name: "会员日",
        tpl_id: "600000001",
        aim_code_type: "group",
        domain: `${of}.example.com`,
      },
    ]),
    sendTaskItem({ task_id: `n-${of}`, task_name: "双十一", task_state: "Success", submission_count: 100 }),
  ].filter((one) => one !== null);
