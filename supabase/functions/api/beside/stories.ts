/** The story of a message, why a number got nothing, and one message again (MSG-1). The number is in a body, never in an address. */
import { w } from "@tidings/shared/ground/locale.ts";
import { AGAIN } from "@tidings/shared/messages/again.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import { Refusal } from "../../_core/reply.ts";
import { named } from "../named.ts";
import { after, shownText, transitions, transitionsOf } from "../resources/acts.ts";
import { shapesOf } from "../resources/shapes.ts";
import type { Asked, Route } from "../route.ts";

const masked = z.string().describe("The number, masked");
const code = z.string().nullable().describe("The carrier's code; code_said gives its meaning and advice");
const row = z.looseObject({ id: z.union([z.string(), z.int()]) });

const messageStory = named(
  "MessageStory",
  z.looseObject({
    message: z.looseObject({ id: z.string(), send_id: z.string(), phone: masked, state: z.string(), code }),
    send: z.looseObject({ id: z.string(), name: z.string(), state: z.string() }),
    link: z.looseObject({ address: z.string(), whole: z.boolean() }).nullable(),
    events: z
      .array(z.looseObject({ what: z.string(), at: z.string() }))
      .describe("From the number file line to the card's resolution, earliest first"),
  }),
);

const numberStory = named(
  "NumberStory",
  z.looseObject({
    number: masked,
    messages: z.array(row).optional(),
    replies: z.array(row).optional(),
    opt_outs: z.array(row).optional(),
    rejects: z.array(z.looseObject({ line: z.int(), reason: z.string() })).optional(),
    files: z
      .array(
        z.looseObject({
          file_id: z.string(),
          line: z.int(),
          sends: z
            .array(z.looseObject({ id: z.string(), why: z.string().nullable() }))
            .describe("why: why the send has no message to this number; null if it has one"),
        }),
      )
      .nullish(),
  }),
);

const common = { dialect: "own", group: w("短信", "Messages") } as const;
const told = async (asked: Asked, verb: string, args: Readonly<Record<string, unknown>>) => ({
  body: await actAs(asked.caller, asked.env, verb, args),
});

export const STORY_ROUTES: readonly Route[] = [
  {
    ...{ ...common, method: "get", path: "/resources/messages/:id/story" },
    summary: w("一条短信的完整收发记录", "The history of a message"),
    description:
      "Who decided what along the way, the receipt with its code explained, the short link, replies and opt-outs.",
    answers: { 200: messageStory },
    run: (asked) => told(asked, "message_story", { message: asked.place.id ?? "" }),
  },
  {
    ...{ ...common, method: "get", path: "/resources/messages/:id/transitions" },
    summary: w("短信当前可执行的操作", "Available actions: message"),
    answers: { 200: transitions },
    async run(asked) {
      const items = await transitionsOf("delivery", asked.place.id ?? "", asked);
      // Each state has some: none are those of a message that the caller does not see.
      if (items.length === 0)
        throw new Refusal(404, "not_found", "not_found", { details: { resource: "delivery" } });
      return { body: { items } };
    },
  },
  {
    ...{ ...common, method: "post", path: "/resources/messages/:id/resend", once: "must" },
    summary: w(`${AGAIN.label.zh}：短信`, `${AGAIN.label.en}: message`),
    description: AGAIN.body,
    body: z.strictObject({ shown: shownText.optional() }),
    answers: { 200: shapesOf(send).after },
    async run(asked) {
      const made = await actAs(asked.caller, asked.env, "resend_delivery", {
        delivery: asked.place.id ?? "",
        shown: asked.body.shown ?? null,
        request: asked.request(),
      });
      const { id } = z.looseObject({ id: z.string() }).parse(made);
      return { body: await after(send, id, asked) };
    },
  },
  {
    ...{ ...common, method: "post", path: "/resources/messages/find" },
    summary: w(
      "按完整号码查询短信及其未收到的原因",
      "Find messages by full number and see why any weren't received",
    ),
    description: "Masked. Each call counts as a search. Items the caller can't list are omitted.",
    body: z.strictObject({ number: z.string().min(1).max(40) }),
    answers: { 200: numberStory },
    run: (asked) => told(asked, "number_story", { number: asked.body.number }),
  },
];
