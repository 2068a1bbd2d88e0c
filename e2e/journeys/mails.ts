/** Mails that the copy under test has sent: files in its data folder. */
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The newest mail to an address, as it was sent. */
export async function mailTo(email: string): Promise<string> {
  const { TIDINGS_TEST_HOME: home } = process.env;
  assert.ok(home, "TIDINGS_TEST_HOME names the data folder of the running copy");
  const folder = join(home, "mail");
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const found = texts.findLast((text) => text.includes(`To: ${email}\r\n`));
  assert.ok(found, `a mail to ${email}`);
  return found;
}

/** The one-time code of the newest mail to an address. */
export const codeFor = async (email: string): Promise<string> =>
  /\b\d{6}\b/.exec(await mailTo(email))?.[0] ?? "";

/** The link of the newest mail to an address. */
export const linkFor = async (email: string): Promise<string> =>
  /https?:\S*\/auth\/v1\/verify\S*/.exec(await mailTo(email))?.[0] ?? "";
