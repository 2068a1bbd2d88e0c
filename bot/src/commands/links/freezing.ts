/** Freezing and unfreezing: the same command with another verb. */
import { z } from "zod";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";
import { namesLike } from "../../things/find.ts";
import { findLink, linkAnswer } from "../../things/link.ts";
import { thingAnswer } from "../../things/thing.ts";
import { linkText } from "../../things/typed_link.ts";
import { viewOf } from "../../things/view.ts";

type Title = { title: { zh: string; en: string }; description: { zh: string; en: string } };

/** The command that calls `act` for a task or one link, with a reason, and shows it as it is then. */
export const freezingCommand = (
  name: "link-freeze" | "link-unfreeze",
  act: "freeze_link" | "unfreeze_link",
  words: Title,
) =>
  defineCommand({
    name,
    feature: "links",
    words: {
      ...words,
      options: {
        thing: { zh: "任务、短码或地址", en: "Task, code or address" },
        reason: { zh: "原因", en: "Reason" },
      },
    },
    input: z.object({
      thing: linkText(),
      reason: z.string().trim().min(1).max(500),
    }),
    order: ["thing", "reason"],
    permission: "KooMessage:resolveTask:freeze",
    reads: false,
    audience: "room",
    suggests: { thing: (context, typed) => namesLike(context, typed, ["resolve_task"]) },
    async run(context, { thing, reason }) {
      const found = await findLink(context, thing);
      const link = found.thing === "resolve_task" ? found.id : String(found.row.id);
      const request = context.request(`${act}/${link}`);
      await verb(context.session, act, { link, reason, request });
      if (found.thing === "resolve_task") return thingAnswer(viewOf(context), found);
      const now = await findLink(context, found.thing === "link" ? link : found.row.code);
      return now.thing === "resolve_task"
        ? thingAnswer(viewOf(context), now)
        : linkAnswer(viewOf(context), now);
    },
  });
