import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { findResource, namesLike } from "../../engine/find.ts";
import { nextStepLine } from "../../engine/next_step.ts";
import { act } from "../../engine/resource.ts";
import { SUBMIT_ANY, SUBMITTED, submittableBy } from "../../engine/rights.ts";
import { saying } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const DONE = w("已提交审核：{name}", "Submitted for review: {name}");
const BEFORE = ["draft", "rejected"];

export const submit = defineCommand({
  name: "submit",
  feature: "reviews",
  words: {
    title: w("提交", "Submit"),
    description: w(
      "把模板草稿、发送任务或被驳回的域名提交给另一位成员审核",
      "Submits a template draft, a send or a rejected domain for another member to review",
    ),
    options: {
      resource: w("名称或编号", "Name or ID"),
      consent: w("同意依据（营销类发送）", "Basis of consent (marketing sends)"),
    },
  },
  input: z.object({
    resource: z.string().trim().min(1).max(100),
    consent: z.string().trim().min(1).max(500).optional(),
  }),
  positional: ["resource"],
  permission: SUBMIT_ANY,
  reads: false,
  audience: "chat_channel",
  suggests: { resource: (context, typed) => namesLike(context, typed, submittableBy(context), BEFORE) },
  async run(context, { resource, consent }) {
    const found = await findResource(context, resource, BEFORE, SUBMITTED);
    // CNS-1: only a send has one; for anything else it is nothing to ask about.
    const more = found.resource === "send" && consent ? { input: { consent } } : {};
    const { answer } = await act(context, "submit", found, more);
    const next = await nextStepLine(context, found.resource);
    return saying({ ...answer, title: fillPlaces(say(DONE, context.locale), { name: found.name }) }, next);
  },
});
