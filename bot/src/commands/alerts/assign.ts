import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { ASSIGN } from "@tidings/shared/resource/reviewed.ts";
import { z } from "zod";
import { findResource, type Match, namesLike } from "../../engine/find.ts";
import { MEMBER, referenceOf, suggestReferences } from "../../engine/references.ts";
import { act } from "../../engine/resource.ts";
import { ASK_ANY, visibleTo } from "../../engine/rights.ts";
import { titled } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const DONE = w("已请求审核：{name}", "Review requested: {name}");
const { person: REVIEWER } = ASSIGN.inputs;
/** Any member, by the account that a decision is asked of. */
const ANYBODY = { ...MEMBER, from: { ...MEMBER.from, key: "user_id" } };

/** BOT-3: asks a member for the decision about what waits. */
export const assign = defineCommand({
  name: "assign",
  feature: "alerts",
  words: {
    title: w("指定审核人", "Assign reviewer"),
    description: w(
      "请某位成员审核，并私信通知对方；其他审核人仍可审核",
      "Asks a member by direct message to review; other reviewers can still decide",
    ),
    options: { resource: w("名称或编号", "Name or ID"), person: REVIEWER.label },
  },
  input: z.object({
    resource: z.string().trim().min(1).max(100),
    person: z.string().trim().min(1).max(300),
  }),
  positional: ["resource", "person"],
  permission: ASK_ANY,
  reads: false,
  audience: "chat_channel",
  suggests: {
    resource: (context, typed) => namesLike(context, typed, visibleTo(context), ["in_review"]),
    person: async (context, typed, { resource = "" }) =>
      suggestReferences(context, REVIEWER, typed, await waitingRow(context, String(resource))),
  },
  async run(context, { resource, person }) {
    const found = await waitingRow(context, resource);
    const input = { person: await reviewerOf(context, person, found) };
    const { answer } = await act(context, "assign", found, { input });
    // The button stays usable: somebody else may be asked after all.
    return {
      ...titled(answer, fillPlaces(say(DONE, context.locale), { name: found.name })),
      undecided: true,
    };
  },
});

const waitingRow = (context: Context, resource: string) => findResource(context, resource, ["in_review"]);

/** Who is asked. Of a member who may decide about nothing the law says so, and not that there is no such person. */
async function reviewerOf(context: Context, typed: string, found: Match): Promise<string | null> {
  try {
    return await referenceOf(context, REVIEWER, typed, found);
  } catch (nobody) {
    if (!(nobody instanceof UserError)) throw nobody;
    return referenceOf(context, ANYBODY, typed).catch((error) => {
      throw error instanceof UserError ? nobody : error;
    });
  }
}
