/** `POST /mail-invitation {token, locale?}`: mails an invitation to whom it is for, where the deployment has mail (IAM-5). Its maker alone may. */
import { LOCALES, type Locale } from "@tidings/shared/ground/locale.ts";
import { invitationMail, type MailedInvitation } from "@tidings/shared/people/invitation_mail.ts";
import { MAIL_TROUBLES } from "@tidings/shared/people/letter.ts";
import { z } from "zod";
import { whoCalls } from "../_core/caller.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { countCall } from "../_core/limits.ts";
import { post } from "../_core/mail/post.ts";
import type { Mail } from "../_core/mail/settings.ts";
import { answering, json, onlyMethods, Refusal } from "../_core/reply.ts";
import { jsonOf } from "../_core/request.ts";

const input = z.strictObject({
  token: z.string().regex(/^[\w-]{1,100}$/),
  // The language in which the inviter works now; without it that of their profile.
  locale: z.enum(LOCALES).optional(),
});

type Said = { code: string; message: string; details: string };
type Answer = { refusal: Said } | (MailedInvitation & { refusal?: never; locale: Locale | null });

const STATUS: Readonly<Record<string, number>> = { not_found: 404, invitation_over: 410 };

/**
 * Answers `{email}`, to which it was mailed. Refuses 400, 401, 403 (the bot for itself, and the service), 404 not_found (also another's), 405,
 * 409 mail_absent, mail_failed and mail_tried, 410 invitation_over, 429, 503. A mail that fails changes nothing of the invitation.
 */
export function makeHandler(env: Env, sql: Sql, mail: Mail | null): (request: Request) => Promise<Response> {
  return answering("mail-invitation", async (request) => {
    onlyMethods(request, "POST");
    const read = input.safeParse(await jsonOf(request));
    if (!read.success) throw new Refusal(400, "input_invalid", 'Send {"token": "…"}.');
    const caller = await whoCalls(request, env);
    if (caller.kind !== "person")
      throw new Refusal(403, "forbidden", "Only the person who created an invitation can have it emailed.", {
        details: { action: "KooMessage:member:manage" },
      });
    if (mail === null) throw new Refusal(409, "mail_absent", "This deployment doesn't send email.");
    await countCall(sql, caller, "mail_invitation");
    const { token } = read.data;
    const [row] = await sql<{ answer: Answer }[]>`
      select private.invitation_to_mail(${caller.user_id}::uuid, ${token}) as answer`;
    const found = row?.answer;
    if (!found || found.refusal) throw refused(found?.refusal);
    const locale = read.data.locale ?? found.locale ?? "zh-CN";
    const letter = invitationMail(found, `${mail.panel}/join#${token}`, locale);
    const unsent = await post(mail.server, {
      ...{ by: "mail-invitation", from: mail.from, to: found.email },
      ...letter,
    });
    if (unsent !== null) {
      const why = MAIL_TROUBLES[unsent.why];
      throw new Refusal(409, "mail_failed", `The email couldn't be sent: ${why.en}.`, {
        details: { why: [why], reason: unsent.why },
      });
    }
    return json({ email: found.email });
  });
}

function refused(said: Said | undefined): Refusal {
  if (!said) throw new Error("the law said nothing of an invitation");
  return new Refusal(STATUS[said.code] ?? 409, said.code, said.message, { details: said.details });
}
