import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { invitation } from "@tidings/shared/people/invitation.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { valueText } from "@tidings/shared/resource/text.ts";
import type { Answer, Field } from "../../ground/answer.ts";
import { type Context, panelOf } from "../../registry/registry.ts";

const SAYS = {
  done: w("已邀请 {email}", "{email} is invited"),
  how: w(
    "请把此链接交给受邀人，不要发到频道。只有邮箱为 {email} 的账号能使用它，且只显示这一次。",
    "Give this link to that person, and post it in no channel. Only an account of {email} can use it, and it is shown this once.",
  ),
  again: w(
    "链接只显示一次，现在不再显示。如未记下，请重新邀请，旧链接随即失效。",
    "The link was shown once and is not shown again. If it is lost, invite anew; the old one then ends.",
  ),
  link: w("邀请链接", "Link"),
} as const satisfies Record<string, Words>;

/** A new invitation: its link is told this once. */
export function invitationMade(context: Context, answer: Readonly<Record<string, unknown>>): Answer {
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
      ...field("groups"),
      ...field("expires_at"),
    ],
    ephemeral: true,
  };
}
