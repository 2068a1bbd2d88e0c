import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { invitation } from "@tidings/shared/people/invitation.ts";
import { refusalWords } from "@tidings/shared/refusals/register.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { valueText } from "@tidings/shared/resource/text.ts";
import { invoke } from "../../data/database.ts";
import type { Answer, Field } from "../../ground/answer.ts";
import { NetworkError, Refusal } from "../../ground/errors.ts";
import { type Context, panelOf } from "../../registry/registry.ts";

const SAYS = {
  done: w("已邀请 {email}", "{email} invited"),
  how: w(
    "请把此链接交给受邀人，不要发到频道。链接只显示这一次，只有邮箱为 {email} 的账号可以使用。",
    "Give this link to the invitee. Don't post it in a channel. It's shown only once, and only the account with the email {email} can use it.",
  ),
  again: w(
    "链接只显示一次，现已无法再次显示。如未保存，请重新邀请，旧链接随即失效。",
    "The link was shown only once and can't be shown again. If you've lost it, invite the person again. The old link then stops working.",
  ),
  link: w("邀请链接", "Invitation link"),
  mail: w("邮件", "Email"),
  mailed: w("已发送至 {email}", "emailed to {email}"),
  unknown: w(
    "邮件系统无响应，无法确认邮件是否已发出。",
    "The mail system didn't answer, so we don't know whether the email was sent.",
  ),
} as const satisfies Record<string, Words>;

/** Has it mailed, and says what became of that. The invitation stands either way, and its link is told. */
async function mailed({ session, locale }: Context, token: unknown): Promise<string> {
  try {
    const { email } = await invoke<{ email: string }>(session, "mail-invitation", { token, locale });
    return fillPlaces(say(SAYS.mailed, locale), { email });
  } catch (error) {
    if (error instanceof NetworkError) return say(SAYS.unknown, locale);
    if (!(error instanceof Refusal)) throw error;
    return refusalWords(error.code, locale, error.details, { message: error.message }).message;
  }
}

/** A new invitation: its link is told this once, and mailed where the deployment has mail. */
export async function invitationMade(
  context: Context,
  answer: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const { locale } = context;
  const { email, token } = answer;
  const panel = panelOf(context);
  const told = (words: Words) => fillPlaces(say(words, locale), { email });
  const field = (column: "groups" | "expires_at"): Field[] => {
    const declared = invitation.fields[column];
    const value = declared && valueText(declared, answer[column], answer as Row, context);
    return declared && value ? [{ label: say(declared.label, locale), value }] : [];
  };
  return {
    tone: token === undefined ? "warn" : "good",
    title: told(SAYS.done),
    text: told(token === undefined ? SAYS.again : SAYS.how),
    fields: [
      { label: say(SAYS.link, locale), value: token === undefined ? "—" : `${panel}/join#${token}` },
      ...(token === undefined
        ? []
        : [{ label: say(SAYS.mail, locale), value: await mailed(context, token) }]),
      ...field("groups"),
      ...field("expires_at"),
    ],
    ephemeral: true,
  };
}
