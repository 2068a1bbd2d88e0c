/** `POST /mail-digests`: mails the report of the month to members who want it (BOT-4). The bot's clock calls it. */
import type { Locale } from "@tidings/shared/ground/locale.ts";
import { digestMail, type MailedDigest } from "@tidings/shared/reports/digest_mail.ts";
import { requireBot } from "../_core/caller.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { post } from "../_core/mail/post.ts";
import type { Mail } from "../_core/mail/settings.ts";
import { answering, json, onlyMethods } from "../_core/reply.ts";

/** A call is leased for 30 s, and a mail takes ten at most. */
const SHARE_MS = 15_000;

/** A mail as `private.claim_mail` gives it. `email`: null where the person may no longer have it, or has no confirmed address. */
type Claimed = MailedDigest & { post: number; email: string | null; locale: Locale; unclear: boolean };

/** Answers `{mailed, more}`; call again while `more`. Refuses 401, 403, 405, 503. */
export function makeHandler(env: Env, sql: Sql, mail: Mail | null): (request: Request) => Promise<Response> {
  return answering("mail-digests", async (request) => {
    onlyMethods(request, "POST");
    await requireBot(request, env);
    const until = performance.now() + SHARE_MS;
    let mailed = 0;
    let more = true;
    while (more && performance.now() < until) {
      const [row] = await sql<{ mail: Claimed | null }[]>`select private.claim_mail() as mail`;
      more = Boolean(row?.mail);
      if (!row?.mail) continue;
      const why = await send(row.mail, mail);
      await sql`select private.finish_mail(${row.mail.post}::bigint, ${why}::text)`;
      if (why === null) mailed += 1;
    }
    return json({ mailed, more });
  });
}

/** Null: the server took it. `gone: …` ends the tries. */
async function send(claimed: Claimed, mail: Mail | null): Promise<string | null> {
  if (mail === null) return "gone: this deployment does not mail";
  if (claimed.email === null) return "gone: nobody to mail";
  // An earlier claim ended with its process, and the server may have taken the mail: nobody gets it twice.
  if (claimed.unclear) return "gone: unclear";
  const letter = digestMail(claimed, mail.panel, claimed.locale);
  const unsent = await post(mail.server, {
    ...{ by: "mail-digests", from: mail.from, to: claimed.email },
    ...letter,
  });
  if (unsent === null) return null;
  // Mail doesn't deduplicate, so only what the server has certainly not taken is tried again.
  return unsent.passes ? unsent.why : `gone: ${unsent.why}`;
}
