import type { types } from "@slack/bolt";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { Answer, Table } from "../../ground/answer.ts";
import { log } from "../../ground/log.ts";
import { oneAtATime } from "../../ground/one_at_a_time.ts";
import { composed } from "./compose.ts";
import type { Homes, SlackContext } from "./context.ts";
import { directChannel } from "./post.ts";

/**
 * App Home: the answer of `queue`, drawn anew when it is opened, after each act of the person in Slack, and when something that concerns them
 * is done elsewhere (`claim_homes`).
 */

/** Slack takes 100 blocks in a view. */
const MOST_BLOCKS = 100;
/** Homes that are drawn again; anyone who is forgotten opens it again. */
const MOST_OPEN = 5_000;

/** The homes that this bot has drawn. */
export function makeHomes(context: Omit<SlackContext, "homes">): Homes {
  const open = new Map<string, () => Promise<void>>();
  const directs = new Map<string, string>();

  const publish = async (who: ChatPerson): Promise<void> => {
    const { dispatcher, once, budget } = context;
    const answer = await dispatcher.run(who, { command: "queue", input: {} });
    const blocks = await blocksOf(context, answer, who);
    const user_id = who.chatUser.split(":").at(-1) ?? "";
    await budget.run("views.publish", "decision", () =>
      once.views.publish({ user_id, view: { type: "home", blocks } }),
    );
  };

  return {
    async draw(who) {
      if (open.size >= MOST_OPEN) open.clear();
      const again = open.get(who.chatUser) ?? oneAtATime(() => publish(who));
      open.set(who.chatUser, again);
      await again();
    },
    async redraw(who) {
      await open
        .get(who.chatUser)?.()
        .catch((error: unknown) => log.error("slack.home", error));
    },
    async placeOf(place) {
      if (place.channel !== "") return place;
      const channel = directs.get(place.user) ?? (await directChannel(context.once, place.user));
      if (directs.size >= MOST_OPEN) directs.clear();
      directs.set(place.user, channel);
      return { ...place, channel };
    },
  };
}

/** The parts of the answer one under the other. A view takes no table: its rows become lines. */
async function blocksOf(
  context: Omit<SlackContext, "homes">,
  answer: Answer,
  who: ChatPerson,
): Promise<types.KnownBlock[]> {
  const locale = context.dispatcher.localeOf(who);
  const parts = [answer, ...(answer.more ?? [])].map(({ table, ...part }): Answer => {
    const lines = [part.text ?? "", ...(table ? linesOf(table) : [])].filter((line) => line !== "");
    return lines.length === 0 ? part : { ...part, text: lines.join("\n") };
  });
  const drawn = await Promise.all(parts.map((part) => composed(context, part, locale)));
  return drawn
    .flatMap(({ blocks }, index) => (index === 0 ? blocks : [{ type: "divider" as const }, ...blocks]))
    .slice(0, MOST_BLOCKS);
}

/** Rows as lines: the first cell, then what each further one is called. */
function linesOf({ columns, rows }: Table): string[] {
  return rows.map(([first = "", ...cells]) => {
    const rest = cells.flatMap((cell, index) =>
      cell === "" || cell === "—" ? [] : [`${columns[index + 1]?.title}: ${cell}`],
    );
    return [first, ...rest].join(" · ");
  });
}
