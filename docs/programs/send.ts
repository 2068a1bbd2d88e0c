// A card to two numbers: node send.ts <template> <SMS template> <channel>. TIDINGS_API: https://…/functions/v1/api · TIDINGS_KEY: <access key id>.<secret>
const { TIDINGS_API, TIDINGS_KEY } = process.env;
const [template_id, sms_template_id, channel_id] = process.argv.slice(2);
if (!channel_id) throw new Error("node send.ts <template> <SMS template> <channel>: whole ids");

type Row = { id: string; state: string };

/** Calls a route. One key a step: a repeated request acts once, so a broken connection is tried again. */
async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const headers = {
    authorization: `Bearer ${TIDINGS_KEY}`,
    "content-type": "application/json",
    "idempotency-key": crypto.randomUUID(),
  };
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await fetch(TIDINGS_API + path, { method, headers, body: body && JSON.stringify(body) });
      const told = await answer.json();
      if (answer.ok) return told as T;
      throw new Error(`${told.code}: ${told.detail} (${told.request_id})`, { cause: told });
    } catch (error) {
      if (!(error instanceof TypeError) || tries === 5) throw error;
    }
  }
}

const phones = ["13800000001", "13800000005"];
// The values of the template's parameters, beside each number.
const params = [
  { name: "李", order_no: "1001", pickup_code: "8-1" },
  { name: "王", order_no: "1002", pickup_code: "8-2" },
];
const numbers = await call<Row>("POST", "/resources/numbers/typed", { purpose: "aim", phones, params });
const about = { name: "订单提醒", template_id, sms_template_id, channel_id, timing: "immediate" };
const send = await call<Row>("POST", "/resources/sends", { ...about, number_file_id: numbers.id });
await call("POST", `/resources/sends/${send.id}/submit`, {});
console.log(JSON.stringify(await call("GET", `/resources/sends/${send.id}/progress`)));
