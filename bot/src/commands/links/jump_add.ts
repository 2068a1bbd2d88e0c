import { fillPlaces, say, type Words } from "@tidings/shared/ground/locale.ts";
import { JUMP_LIMITS } from "@tidings/shared/links/jump.ts";
import { type Links, linksOfRows, sortLinks, splitUrls } from "@tidings/shared/links/jump_file.ts";
import { JUMP_TROUBLE_WORDS } from "@tidings/shared/links/jump_words.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { storeProof } from "../../engine/proof.ts";
import { resourceAnswer } from "../../engine/resource.ts";
import { viewOf } from "../../engine/view.ts";
import { type Answer, saying } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { count } from "../../ground/figures.ts";
import { sheetRows } from "../../numbers/sheet_rows.ts";
import { nameText } from "../../registry/problems.ts";
import { type Context, defineCommand, file } from "../../registry/registry.ts";

const SAYS = {
  either: {
    zh: "请输入 1 到 10 个链接（urls），或上传 xlsx 文件（file），二者选一。",
    en: "Type 1 to 10 links (urls) or give an xlsx (file), one of the two.",
  },
  kind: { zh: "链接文件须为 .xlsx。", en: "A file of links is an .xlsx." },
  count: {
    zh: "共 {count} 个链接，应为 1 到 {max} 个。",
    en: "There are {count} links; between 1 and {max} may be given.",
  },
  bad: {
    zh: "有 {count} 个链接不能使用，未提交：",
    en: "{count} {count:link|links} cannot be used, so nothing was submitted:",
  },
  line: { zh: "第 {line} 个 {url}：{why}", en: "{line}: {url}, {why}" },
  done: {
    zh: "已提交 {count} 个链接，需另一位成员审核。",
    en: "{count} {count:link was|links were} submitted; another member has to approve {count:it|them}.",
  },
  repeated: {
    zh: "重复的 {count} 个未重复提交。",
    en: "{count} stood there twice and {count:counts|count} once.",
  },
} as const satisfies Record<string, Words>;

/** Invalid links that are listed; more would not help to correct the file. */
const MOST_TOLD = 10;

export const jumpAdd = defineCommand({
  name: "jump add",
  aliases: ["jump-add"],
  feature: "links",
  words: {
    title: { zh: "新增跳转链接", en: "Add jump links" },
    description: {
      zh: "提交自定义跳转链接审核：输入最多 10 个，或上传 xlsx（第一列，最多 1 万个）",
      en: "Submits custom jump links for review: up to 10 typed, or an xlsx of up to 10,000 in its first column",
    },
    options: {
      name: { zh: "任务名称", en: "Task" },
      reason: { zh: "申请理由", en: "Reason" },
      urls: { zh: "链接（最多10个）", en: "Links (at most 10)" },
      file: { zh: "链接文件（xlsx）", en: "File of links (xlsx)" },
      proof: { zh: "其他材料（rar）", en: "Other material (rar)" },
    },
  },
  input: z.object({
    name: nameText(),
    reason: z.string().trim().min(1).max(500),
    urls: z.string().trim().max(2_900).optional(),
    file: file(["xlsx"]).optional(),
    proof: file(["rar"]).optional(),
  }),
  positional: ["name", "reason", "urls"],
  permission: "KooMessage:jump:create",
  reads: false,
  audience: "chat_channel",
  missing: (raw) => {
    const missing = ["name", "reason"].find((name) => raw[name] === undefined);
    return missing ?? (raw.file === undefined && raw.urls === undefined ? "urls" : null);
  },
  async run(context, asked): Promise<Answer> {
    const { locale } = context;
    if ((asked.file === undefined) === (asked.urls === undefined))
      throw new UserError(say(SAYS.either, locale));
    const source = asked.file ? "file" : "typed";
    if (asked.file && !/\.xlsx$/i.test(asked.file.name)) throw new UserError(say(SAYS.kind, locale));
    const links = asked.file
      ? linksOfRows(await sheetRows(context, asked.file))
      : sortLinks(splitUrls(asked.urls ?? "").map((url, index) => [index + 1, url] as const));
    refuseBad(context, links, JUMP_LIMITS[source]);
    const proof = asked.proof ? await storeProof(context, "rar", asked.proof) : null;
    const made = await verb<{ id: string }>(context.session, "create_jump_batch", {
      input: { name: asked.name, purpose: asked.reason, source, urls: links.urls, proof },
      request: context.request("create_jump_batch"),
    });
    const card = await resourceAnswer(viewOf(context), { resource: "jump_batch", id: made.id });
    const told = [fillPlaces(say(SAYS.done, locale), { count: count(links.urls.length) })];
    if (links.repeated > 0)
      told.push(fillPlaces(say(SAYS.repeated, locale), { count: count(links.repeated) }));
    return saying(card, told.join(locale === "en" ? " " : ""));
  },
});

/** @throws UserError that lists the invalid links, or says how many links are allowed */
function refuseBad({ locale }: Context, { urls, bad }: Links, max: number): void {
  if (bad.length > 0) {
    const lines = bad.slice(0, MOST_TOLD).map(({ line, url, trouble }) =>
      fillPlaces(say(SAYS.line, locale), {
        line,
        url: url.slice(0, 100),
        why: say(JUMP_TROUBLE_WORDS[trouble.code], locale),
      }),
    );
    const more = bad.length > lines.length ? ["…"] : [];
    const head = fillPlaces(say(SAYS.bad, locale), { count: count(bad.length) });
    throw new UserError([head, ...lines, ...more].join("\n"));
  }
  if (urls.length < 1 || urls.length > max)
    throw new UserError(fillPlaces(say(SAYS.count, locale), { count: count(urls.length), max: count(max) }));
}
