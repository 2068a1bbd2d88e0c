/** Mails of Auth as files that only their owner reads. lite prints them, and a code in a log is a key in a log (T5). */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A mail as lite hands it over. */
type Mail = { to: string; subject: string; text?: string; html?: string };

/** So many are kept; the oldest go. */
const KEPT = 1_000;

const line = (text: string) => text.replace(/[\r\n]+/g, " ");
/** A header may hold ASCII only (RFC 2047). */
const word = (text: string) =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;

function messageOf({ to, subject, text }: Mail, id: string): string {
  return [
    `Date: ${new Date().toUTCString()}`,
    "From: Tidings <auth@tidings.invalid>",
    `To: ${word(line(to))}`,
    `Subject: ${word(line(subject))}`,
    `Message-ID: <${id}@tidings.invalid>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    text ?? "",
    "",
  ].join("\r\n");
}

/** The page of the panel for each kind of link. lite leads to the panel itself, whatever page the client asks for. */
const PAGES: Readonly<Record<string, string>> = { signup: "confirm", recovery: "new-password" };

/** The text with its link at Auth, and leading to the page of the panel for what was confirmed. */
function linked(text: string, site: string, api: string): string {
  const home = site.replace(/\/$/, "");
  return text.replaceAll(/\S+\/auth\/v1\/verify\?\S+/g, (link) => {
    const url = new URL(link.replace(home, api));
    const page = PAGES[url.searchParams.get("type") ?? ""];
    if (page) url.searchParams.set("redirect_to", `${home}/${page}`);
    return url.href;
  });
}

/**
 * The mail driver of lite: each mail is `$TIDINGS_HOME/mail/<time>-<id>.eml` (0600, in a folder 0700). `links`: lite writes links to
 * `site`, which is the panel; Auth answers at `api`.
 */
export function mailFolder(home: string, links: { site: string; api: string }) {
  const folder = join(home, "mail");
  return {
    async send(mail: Mail): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = randomUUID();
      const name = `${new Date().toISOString().replaceAll(":", "-")}-${id}.eml`;
      const text = mail.text && linked(mail.text, links.site, links.api);
      await writeFile(join(folder, name), messageOf({ ...mail, text }, id), { mode: 0o600, flag: "wx" });
      const names = (await readdir(folder)).sort();
      await Promise.all(names.slice(0, -KEPT).map((old) => rm(join(folder, old), { force: true })));
    },
  };
}

/** There is no sign-in by telephone here; lite's own driver would print the code. */
export const noTelephone = {
  send: () => Promise.reject(new Error("The embedded Auth sends no short messages.")),
};
