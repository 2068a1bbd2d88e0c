/** For the soak of KooMessage: dispatchers and receiver as Deno processes, and the double of the service in one of its own, which all can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../shared/src/node/ports.ts";
import { approve, expand, readyFile, submittedSend } from "../bench/ground.ts";
import { kill9 } from "../local/processes.ts";
import { carrierTerms } from "../tests/carriers/carrier_fixtures.ts";
import { done } from "../tests/fixtures.ts";
import { openStage, type Stage } from "../tests/functions/stage.ts";

const ROOT = join(import.meta.dirname, "../..");
/** What the demo's send is of, as the service calls it. */
const CARD = "600000100";
const SMS_TEMPLATE = "sms-order";
const PARAMS = { name: "顾客", order_no: "YS1", pickup_code: "6-2" };

/** A message that the service has sent to a phone. */
export type SentMessage = { to: string; task_name: string; status: string; opened: number };

type Keys = { url: string; iamUrl: string; account: string; user: string; password: string };

export type KoomessageStage = {
  stage: Stage;
  carrier: string;
  /** Sets how the service behaves. */
  control(changes: object): Promise<void>;
  sent(): Promise<SentMessage[]>;
  violations(): Promise<unknown[]>;
  /** Receipts that wait for somebody to answer them. */
  waiting(): Promise<number>;
  killService(): Promise<void>;
  startService(): Promise<void>;
  endTokens(): Promise<void>;
  /** A send that has started, to so many numbers. */
  startSend(numbers: number): Promise<string>;
  close(): Promise<void>;
};

export async function openKoomessageStage(): Promise<KoomessageStage> {
  const stage = await openStage({ volatile: false }, "dispatch", "receive-receipts");
  const home = await mkdtemp(join(tmpdir(), "tidings-koomessage-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let service: ChildProcess | undefined;
  let keys: Keys | undefined;
  const end = () => void service?.kill("SIGKILL");
  process.once("exit", end);

  const startService = async () => {
    const words = [
      "e2e/doubles/koomessage/main.ts",
      "--ledger",
      join(home, "ledger"),
      "--port",
      String(port),
    ];
    const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
    service = child;
    const [line] = await once(child.stdout, "data");
    keys = JSON.parse(String(line));
  };
  const killService = async () => {
    if (!service || service.exitCode !== null || service.signalCode !== null) return;
    const exit = once(service, "exit");
    kill9(service.pid ?? 0);
    await exit;
  };
  const asked = async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };

  await startService();
  if (!keys) throw new Error("The service has not said its keys.");
  const carrier = await layCarrier(stage, keys);
  await asked("POST", "/console/templates", { tpl_id: CARD, params: Object.keys(PARAMS) });
  await register(stage, carrier, keys);
  return {
    stage,
    carrier,
    killService,
    startService,
    control: async (changes) => void (await asked("PUT", "/control", changes)),
    async sent() {
      const text = await (await asked("GET", "/ledger")).text();
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line));
    },
    violations: async () => (await asked("GET", "/violations")).json(),
    waiting: async () => ((await (await asked("GET", "/stats")).json()) as { open: number }).open,
    endTokens: async () => void (await asked("POST", "/tokens/end")),
    async startSend(numbers) {
      const { db } = stage;
      const send = await submittedSend(db, await readyFile(db, numbers, PARAMS));
      await approve(db, send);
      await expand(db, send);
      await db.sql`select private.start_due()`;
      return send;
    },
    async close() {
      await killService();
      process.off("exit", end);
      await stage.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A carrier for the service, signed in to with a token; the demo enterprise's channel becomes one of it. */
async function layCarrier(
  { db, channel }: Stage,
  { url, iamUrl, account, user, password }: Keys,
): Promise<string> {
  const input = {
    ...carrierTerms({ name: "KooMessage", base_url: url, batch_size: 100, number_prefix: "" }),
    ...{ adapter: "koomessage", idempotent: undefined, sign_in: "token", iam_url: iamUrl },
    ...{ iam_account: account, iam_user: user, iam_password: password },
  };
  const carrier: string = (await done(db.as("olga").rpc("create_carrier", { input }))).id;
  await db.sql`
    update public.channels c set carrier_id = k.id, adapter = k.adapter, base_url = k.base_url, settings = k.settings,
      idempotent = k.idempotent, batch_size = k.batch_size, resolver = 'by_hand'
    from public.carriers k where k.id = ${carrier} and c.id = ${channel}`;
  await db.sql`update private.channel_secrets set credentials = s.credentials
    from private.carrier_secrets s where s.carrier_id = ${carrier} and channel_id = ${channel}`;
  await db.sql`update public.sms_templates set carrier_template_id = ${SMS_TEMPLATE} where name = '订单通知'`;
  await db.sql`
    insert into private.vendor_handoffs (version_id, reference, content_hash, carrier_id, taken_by, done_at)
    select v.id, gen_random_uuid(), '', ${CARD}, ${carrier}, now() from public.template_versions v
    join public.templates t on t.live_version_id = v.id where t.name = '签收提醒'
    on conflict (version_id) do update set carrier_id = excluded.carrier_id, taken_by = excluded.taken_by, done_at = now()`;
  await db.sql`update public.send_settings set pause_at_failures = 1`;
  return carrier;
}

/** The addresses of the receiver itself: a gateway in between would answer for one that is dead, and every answer counts as taken. */
async function register(stage: Stage, carrier: string, keys: Keys): Promise<void> {
  const [secret] = await stage.db.sql<{ callback_secret: string }[]>`
    select callback_secret from private.carrier_secrets where carrier_id = ${carrier}`;
  const callback_url = `${stage.direct("receive-receipts")}/receive-receipts/${carrier}/${secret?.callback_secret}`;
  const user = { name: keys.user, password: keys.password, domain: { name: keys.account } };
  const identity = { methods: ["password"], password: { user } };
  const body = JSON.stringify({ auth: { identity, scope: { project: { name: "cn-north-4" } } } });
  const token = await fetch(`${keys.iamUrl}/v3/auth/tokens`, { method: "POST", body });
  const headers = {
    "x-auth-token": token.headers.get("x-subject-token") ?? "",
    "content-type": "application/json",
  };
  for (const url_type of [0, 1, 2]) {
    const answer = await fetch(`${keys.url}/v1/aim/callbacks`, {
      method: "POST",
      headers,
      body: JSON.stringify({ callback_url, url_type }),
    });
    if (!answer.ok) throw new Error(`The addresses are not registered: ${await answer.text()}`);
  }
}
