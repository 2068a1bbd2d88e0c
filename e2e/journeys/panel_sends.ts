/** Sends made at the API, for journeys that look at what comes of them. */
import assert from "node:assert/strict";
import type { Member } from "./members.ts";

/** Numbers whose message the sandbox carrier lets fail, and reject. */
const FAILING = [13_800_000_002, 13_800_000_004];

/** Two numbers that are not reached, and so many that are. */
export function phonesOf(good: number, from: number): number[] {
  return [...FAILING, ...Array.from({ length: good }, (_, index) => from + index)];
}

/** A number file with the columns of the demo's notice, imported. */
async function importedFile(maker: Member, name: string, phones: readonly number[]): Promise<string> {
  const lines = phones.map((phone) => `${phone},王小明,YS${phone},6-2-1024`);
  const body = Buffer.from(["手机号,name,order_no,pickup_code", ...lines].join("\n"));
  const file = await maker.verb("begin_number_file", {
    input: { name: `${name}.csv`, bytes: body.length, parts: 1 },
  });
  const { error } = await maker.client.storage
    .from("numbers")
    .upload(`${file.enterprise_id}/${file.id}/1.csv`, body, { contentType: "text/csv" });
  assert.equal(error, null, "the part is stored");
  await maker.verb("add_number_part", {
    file: file.id,
    input: { part: 1, bytes: body.length, first_line: 1 },
  });
  await maker.verb("start_import", { file: file.id });
  for (let done = false; !done; ) {
    const slice = await maker.client.functions.invoke("import-numbers", { body: { file_id: file.id } });
    assert.equal(slice.error, null, "a slice is imported");
    done = slice.data.done;
  }
  return file.id;
}

/** A send of the demo's notice to these numbers, submitted by its maker; to begin at once, or so many milliseconds later; `more`: further input. */
export async function submittedSend(
  maker: Member,
  name: string,
  phones: readonly number[],
  laterMs = 0,
  more: object = {},
): Promise<string> {
  const idOf = async (table: string, row: string) => {
    const { data, error } = await maker.client.from(table).select("id").eq("name", row).single();
    assert.equal(error, null, row);
    return data?.id;
  };
  const input = {
    name,
    template_id: await idOf("template_cards", "签收提醒"),
    sms_template_id: await idOf("sms_templates", "订单通知"),
    number_file_id: await importedFile(maker, name, phones),
  };
  const timing =
    laterMs === 0
      ? { timing: "immediate" }
      : { timing: "scheduled", scheduled_at: new Date(Date.now() + laterMs).toISOString() };
  const { id } = await maker.verb("create_send", { input: { ...input, ...timing, ...more } });
  await maker.verb("submit_send", { send: id });
  return id;
}
