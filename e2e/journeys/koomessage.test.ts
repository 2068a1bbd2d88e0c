/** The way of docs/production.md from an access key to the first message, line by line, against the double of KooMessage. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Koomessage, startKoomessage } from "../doubles/koomessage/double.ts";
import { PASSWORD, place } from "../screens/panel.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let service: Koomessage;
let home: string;
before(async () => {
  service = await startKoomessage();
  home = await mkdtemp(join(tmpdir(), "tidings-koomessage-"));
});
after(async () => {
  await service?.stop();
  await rm(home, { recursive: true, force: true });
});

/** The lines of the way: what is filled in, and what is run. */
async function wayOf(page: string): Promise<{ settings: string; lines: string[] }> {
  const [, section = ""] = /^## From an AK and an SK[^\n]*\n([\s\S]*?)^## /m.exec(page) ?? [];
  const blocks = Array.from(section.matchAll(/```bash\n([\s\S]*?)```/g), ([, block = ""]) => block);
  const [settings = "", ...steps] = blocks;
  const lines = steps.flatMap((block) => block.split("\n")).map((line) => line.trim());
  return { settings, lines: lines.filter((line) => line !== "") };
}

interface Run {
  readonly code: number;
  readonly text: string;
}

/** More than a dozen programs start one after the other: on a busy machine that alone takes two minutes. In milliseconds. */
const WHOLE_WAY = 600_000;

test("from an access key to the first message, by the lines of docs/production.md as they stand there", {
  timeout: WHOLE_WAY,
}, async () => {
  const { settings, lines } = await wayOf(await readFile(join(ROOT, "docs/production.md"), "utf8"));
  assert.ok(lines.length >= 12, lines.join("\n"));
  const kept = Object.entries(process.env).filter(([name]) => !/^(TIDINGS_|SUPABASE_|NODE_TEST)/.test(name));
  const env = {
    ...Object.fromEntries(kept),
    SUPABASE_URL: place().api,
    SUPABASE_PUBLISHABLE_KEY: place().key,
    TIDINGS_HOME: home,
    TIDINGS_LANG: "en",
    TIDINGS_PASSWORD: PASSWORD,
  };
  const terminal = join(ROOT, "bot/src/surfaces/terminal/main.ts");
  const run = (line: string) =>
    new Promise<Run>((done) => {
      // `npm run -s tidings --` costs a second a line and does no more than this.
      const script = `npm() { shift 4; "${process.execPath}" "${terminal}" "$@"; }\n${settings}\nADDRESS=${service.url}\n${line}\n`;
      const child = execFile("bash", ["-c", script], { cwd: ROOT, env }, (_, out, complaints) =>
        done({ code: child.exitCode ?? -1, text: `${out}${complaints}` }),
      );
      // What a person is asked for by `read`.
      child.stdin?.end(`${service.accessKey}\n${service.secretKey}\n`);
    });

  for (const [n, line] of lines.entries()) {
    const { code, text } = await run(line);
    // What is shown for the first time is not decided about.
    const look = line === lines[n + 1];
    assert.equal(code, look ? 1 : 0, `${line}\n${text}`);
    if (line.includes("register-callbacks"))
      await until(async () => /Callback URLs +Registered/.test((await run(lines[n + 1] ?? "")).text));
    if (line.includes("carrier test")) await until(async () => (await service.ledger()).length === 1);
  }
  const show = lines.at(-1) ?? "";
  await until(async () => /Delivered +1\b/.test((await run(show)).text));
  assert.deepEqual(
    (await service.ledger()).map(({ to, text }) => [to, text]),
    [
      ["13800000001", "【云杉商城】这是一条测试短信。"],
      ["13800000001", "【云杉商城】您的包裹已到，请及时签收。"],
    ],
  );
  assert.deepEqual(service.violations(), []);
  // Other journeys of this copy find the demo's one channel again.
  const end = await run("npm run -s tidings -- --as $ADMIN channel revoke KooMessage 'the journey is over'");
  assert.equal(end.code, 0, end.text);
});

async function until(so: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 140_000;
  while (!(await so())) {
    if (Date.now() > end) throw new Error(`It did not come to this: ${so}`);
    await pause(500);
  }
}
