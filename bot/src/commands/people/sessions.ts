import { timeText } from "@tidings/shared/clock.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { UserError } from "../../errors.ts";
import { type Context, defineCommand } from "../../registry.ts";

const SAYS = {
  title: { zh: "您的登录", en: "Your sessions" },
  none: { zh: "没有登录。", en: "You are signed in nowhere." },
  how: {
    zh: "结束一个：sessions --end <编号>；结束其他全部：sessions --end others",
    en: "To end one: sessions --end <id>; to end all others: sessions --end others",
  },
  id: { zh: "编号", en: "Id" },
  began: { zh: "登录时间", en: "Signed in" },
  seen: { zh: "最近使用", en: "Last used" },
  agent: { zh: "客户端", en: "Client" },
  address: { zh: "地址", en: "Address" },
  factor: { zh: "两步验证", en: "Second factor" },
  here: { zh: "当前", en: "this one" },
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
  one: { zh: "该登录已结束，立即生效。", en: "The session has ended, at once." },
  others: {
    zh: "已结束 {count} 个登录，立即生效。",
    en: "{count} {count:session has|sessions have} ended, at once.",
  },
  unknown: {
    zh: "没有编号以“{typed}”开头的登录，或不止一个。请看 sessions。",
    en: "No session has an id that begins with “{typed}”, or several do. See sessions.",
  },
} as const satisfies Record<string, Words>;

/** A session as `my_sessions` answers it. */
interface SignedIn {
  readonly id: string;
  readonly created_at: string;
  readonly seen_at: string;
  readonly user_agent: string | null;
  readonly address: string | null;
  readonly aal: string;
  readonly current: boolean;
}

/** IAM-5: where one is signed in, and an end to it. */
export const sessions = defineCommand({
  name: "sessions",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "登录管理", en: "Sessions" },
    description: {
      zh: "查看您在哪里登录，或结束其中的登录",
      en: "Shows where you are signed in, or ends a session",
    },
    options: { end: { zh: "要结束的编号，或 others", en: "Id to end, or others" } },
  },
  input: z.object({ end: z.string().trim().min(4).max(40).optional() }),
  positional: [],
  permission: null,
  reads: false,
  audience: "person",
  async run(context, { end }): Promise<Answer> {
    const all = await verb<readonly SignedIn[]>(context.session, "my_sessions");
    if (end === undefined) return { ...list(context, all), ephemeral: true };
    const { locale, session } = context;
    if (end.toLowerCase() === "others") {
      const request = context.request("revoke_other_sessions");
      const { ended } = await verb<{ ended: number }>(session, "revoke_other_sessions", { request });
      return { tone: "good", text: fillPlaces(say(SAYS.others, locale), { count: ended }), ephemeral: true };
    }
    const [found, ...more] = all.filter(({ id }) => id.startsWith(end.toLowerCase()));
    if (!found || more.length > 0) throw new UserError(fillPlaces(say(SAYS.unknown, locale), { typed: end }));
    await verb(session, "revoke_session", { session: found.id, request: context.request("revoke_session") });
    return { tone: "good", text: say(SAYS.one, locale), ephemeral: true };
  },
});

function list({ locale, zone }: Context, all: readonly SignedIn[]): Answer {
  if (all.length === 0) return { tone: "plain", text: say(SAYS.none, locale) };
  const columns = [SAYS.id, SAYS.began, SAYS.seen, SAYS.agent, SAYS.address, SAYS.factor];
  return {
    tone: "plain",
    title: say(SAYS.title, locale),
    table: {
      name: "sessions",
      columns: columns.map((words) => ({ title: say(words, locale) })),
      rows: all.map((one) => [
        `${one.id}${one.current ? ` (${say(SAYS.here, locale)})` : ""}`,
        timeText(one.created_at, zone),
        timeText(one.seen_at, zone),
        one.user_agent ?? "—",
        one.address ?? "—",
        say(one.aal === "aal2" ? SAYS.yes : SAYS.no, locale),
      ]),
    },
    note: say(SAYS.how, locale),
  };
}
