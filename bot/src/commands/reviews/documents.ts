import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { LINK_MINUTES, signedDocuments } from "../../engine/documents.ts";
import { findResource, namesLike } from "../../engine/find.ts";
import { SEE_ANY, visibleTo } from "../../engine/rights.ts";
import { viewOf } from "../../engine/view.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: w("「{name}」的文件", "Documents of “{name}”"),
  ends: w(
    "链接 {minutes} 分钟后失效，仅您可见。",
    "The links expire in {minutes} minutes. Only you can see them.",
  ),
  none: w("没有文件。", "No documents."),
} as const satisfies Record<string, Words>;

/** FIL-5: the files that belong to what is reviewed, for anyone who may see it, as links that end. */
export const documents = defineCommand({
  name: "documents",
  feature: "filings",
  words: {
    title: w("文件", "Documents"),
    description: w(
      "查看备案、域名、签名等所附的文件（链接短时有效）",
      "The files of a filing, domain or signature, as short-lived links",
    ),
    options: { resource: w("名称或编号", "Name or ID") },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: SEE_ANY,
  reads: true,
  audience: "person",
  suggests: { resource: (context, typed) => namesLike(context, typed, visibleTo(context)) },
  async run(context, { resource }) {
    const told = (words: Words, places: object) => fillPlaces(say(words, context.locale), { ...places });
    const found = await findResource(context, resource);
    const { title, fields } = await signedDocuments(viewOf(context), found);
    return {
      tone: "plain",
      title: told(SAYS.title, { name: title }),
      text: fields.length > 0 ? told(SAYS.ends, { minutes: LINK_MINUTES }) : told(SAYS.none, {}),
      fields,
      ephemeral: true,
    };
  },
});
