/** A send as its maker has it in the panel before a chat journey begins. */
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import type { Member } from "./members.ts";

/** Ten numbers at most, told apart from those of other sends by `from`. */
const PHONES = 5;
const PARAMS = { name: "王小明", order_no: "YS1024", pickup_code: "6-2-1024" };
let next = 13_955_500_000;

async function idOf(maker: Member, table: string, name: string): Promise<string> {
  const { data, error } = await maker.client.from(table).select("id").eq("name", name).limit(1).single();
  assert.equal(error, null, `${table} ${name}`);
  return data?.id;
}

function freshPhones(): string[] {
  const phones = Array.from({ length: PHONES }, (_, index) => `+86${next + index}`);
  next += PHONES;
  return phones;
}

/** A test that hangs is failed after 150 s: a little before, it is told what it waited for. In milliseconds. */
const PATIENCE = 140_000;

/** Waits until the clock has brought the send into this state. */
export async function comesTo(maker: Member, send: string, state: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  const now = async () =>
    (await maker.client.from("send_cards").select("state").eq("id", send).single()).data;
  for (let row = await now(); row?.state !== state; row = await now()) {
    assert.ok(Date.now() < deadline, `the send is ${row?.state}, not ${state}`);
    await pause(200);
  }
}

/** Lets the time of a scheduled send come and pass, as the hours until then would, however long a page takes to open meanwhile. */
export async function passTimeOf(send: string): Promise<void> {
  const { TIDINGS_TEST_DB_URL } = process.env;
  assert.ok(TIDINGS_TEST_DB_URL, "TIDINGS_TEST_DB_URL is the database of the running copy");
  const db = postgres(TIDINGS_TEST_DB_URL, { max: 1 });
  await db`update public.sends set scheduled_at = now() where id = ${send}`;
  await db.end();
}

/** The sandbox carrier never delivers to this number, and says that it ran out of time: it may be sent again. */
export const EXPIRING = "+8613800000003";

/** Sends the demo's notice to a few numbers, submitted for approval; `more` are further inputs of the send. */
export async function submittedSend(
  maker: Member,
  name: string,
  more: object = {},
  phones: string[] = freshPhones(),
): Promise<string> {
  const [template_id, sms_template_id, numbers] = await Promise.all([
    idOf(maker, "template_cards", "签收提醒"),
    idOf(maker, "sms_templates", "订单通知"),
    maker.verb("type_numbers", { input: { phones, params: phones.map(() => PARAMS) } }),
  ]);
  const input = {
    name,
    template_id,
    sms_template_id,
    number_file_id: numbers.id,
    timing: "immediate",
    ...more,
  };
  const { id } = await maker.verb("create_send", { input });
  await maker.verb("submit_send", { send: id });
  return id;
}
