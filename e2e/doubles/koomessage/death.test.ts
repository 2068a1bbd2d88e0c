import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { asker, cards, receiver, type Where } from "./stage.ts";

async function start(ledger: string): Promise<{ where: Where; kill(): Promise<void> }> {
  const main = join(import.meta.dirname, "main.ts");
  const child: ChildProcess = spawn(process.execPath, [main, "--ledger", ledger], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (!child.stdout) throw new Error("It has no output.");
  const [line] = await once(createInterface(child.stdout), "line");
  return {
    where: JSON.parse(String(line)),
    async kill() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

test("what was answered survives a death; receipts that were due are given by the next life", async () => {
  const folder = await mkdtemp(join(tmpdir(), "koomessage-"));
  const ledger = join(folder, "ledger");
  const ours = await receiver();
  const first = await start(ledger);
  const call = await asker(first.where);
  await fetch(`${first.where.url}/control`, {
    method: "PUT",
    body: JSON.stringify({ receipt_delay_ms: [60_000, 60_000], review_delay_ms: [60_000, 60_000] }),
  });
  await call("POST", "/v1/aim/callbacks", { callback_url: ours.url, url_type: 0 });
  await call("POST", "/v1/aim/callbacks", { callback_url: `${ours.url}/states`, url_type: 1 });
  const sent = await call("POST", "/v1/aim/send-tasks", cards(["13800000001", "13800138002"]));
  await call("POST", "/v1/aim/callbacks", { callback_url: "nowhere" });
  await first.kill();
  // As a death in the middle of a line leaves it.
  await appendFile(ledger, '{"table":"tasks","id":"1","ro');
  const second = await start(ledger);
  const again = await asker(second.where);
  const listed = await again("GET", "/v1/aim/send-tasks?task_name=tidings-1");
  assert.equal(listed.body.aim_send_tasks[0].task_id, sent.body.task_id);
  const lines = (await (await fetch(`${second.where.url}/ledger`)).text()).trim().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).to),
    ["13800000001", "13800138002"],
  );
  const violations = await (await fetch(`${second.where.url}/violations`)).json();
  assert.equal(violations[0].rule, "add_call_back");
  const since = await (await fetch(`${second.where.url}/ledger?since=1`)).text();
  assert.equal(since.trim().split("\n").length, 1);
  await ours.until(() => ours.got.filter((one) => one.body.callback_type === "sms").length === 2);
  const next = await again("POST", "/v1/aim/send-tasks", cards(["13800138003"]));
  assert.ok(BigInt(next.body.task_id) > BigInt(sent.body.task_id));
  await second.kill();
  ours.got.length = 0;
  const third = await start(ledger);
  await ours.until(() => ours.got.some((one) => one.body.body?.cust_flag === "13800138003"));
  assert.ok(
    !ours.got.some((one) => one.body.callback_type === "sms" && one.body.body.cust_flag === "13800000001"),
  );
  await third.kill();
  ours.close();
  await rm(folder, { recursive: true, force: true });
});
