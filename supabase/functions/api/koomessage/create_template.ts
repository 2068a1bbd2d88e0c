/**
 * `POST /v1/aim/templates`: a card in the service's words becomes a template of ours, which is checked and submitted. A person reviews it then, and
 * vendors after that. What our layouts do not have is refused, and nothing is made.
 */
import type { KeptFile } from "@tidings/shared/files/kinds.ts";
import { isId } from "@tidings/shared/ground/ids.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { webPictureName } from "@tidings/shared/media/web_picture.ts";
import { fromKooMessage, resourcesOf, whyUnread } from "@tidings/shared/moving/from_koomessage.ts";
import type { FileHere, TemplateThere } from "@tidings/shared/moving/reading.ts";
import { type Content, checkContent } from "@tidings/shared/templates/content.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import type { KooMessageTemplate } from "@tidings/shared/templates/koomessage/body.ts";
import { CARD_VENDORS } from "@tidings/shared/templates/koomessage/cards.ts";
import { isVendor, VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { callAs } from "../../_core/caller.ts";
import { Refusal } from "../../_core/reply.ts";
import { refuse } from "../problem.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { type Filters, hereOf, rowsOfView } from "./asked.ts";
import { addressOf, fileOf, mediaWith, noMaterial } from "./library.ts";
import { type TemplateBody, templateBody } from "./template_body.ts";
import { thumbnailsOf } from "./thumbnails.ts";
import { outcome, stepOf, success } from "./told.ts";

/** Who is asked to show it. */
function vendorsOf({ card_id, factorys, sms_signs = [] }: TemplateBody): Vendor[] {
  if (factorys === undefined || factorys.length === 0)
    return (CARD_VENDORS[card_id] ?? []).filter((vendor) => vendor !== "vivo" || sms_signs.length > 0);
  const chosen = factorys
    .filter(({ state }) => state === 1)
    .map(({ factory_type }) => factory_type.toLowerCase());
  return [...new Set(chosen)].filter(isVendor);
}

type Part = TemplateBody["pages"][number]["contents"][number];

/** The name of a parameter without its braces. */
const nameOf = (written: string) => written.slice(2, -1);

async function thereOf(asked: Asked, body: TemplateBody): Promise<TemplateThere> {
  const { card_id, sub_type, params = [], use_id } = body;
  const pages = (await covered(asked, body)) as KooMessageTemplate["pages"];
  return {
    ...{ card_id, sub_type: sub_type ?? null, pages },
    params: params.map(({ name }) => nameOf(name)),
    vendors: vendorsOf(body),
    usage: use_id === 2 ? "trial" : "commercial",
  };
}

/** A picture at an address joins the library; one of ours is there. */
export async function fetched(asked: Asked, url: string): Promise<FileHere> {
  const { caller, env } = asked;
  const enterprise = caller.at?.enterprise ?? "";
  const before = addressOf(env, "");
  if (url.startsWith(before)) {
    const own: Filters = [
      hereOf(asked, "media"),
      ["state", "eq.active"],
      ["path", `eq.${url.slice(before.length)}`],
    ];
    const [row] = await rowsOfView(asked, "media_cards", own);
    if (!row) throw noMaterial(url);
    return fileOf(row);
  }
  const { path } = (await callAs(caller, env, "fetch-picture", { url, enterprise })) as KeptFile;
  const input = { name: webPictureName(url), path };
  return fileOf(await stepOf(asked)("add_media", { input }, `add_media ${url}`));
}

/** Its pages; a video that names no cover has the picture that stands for it. */
async function covered(asked: Asked, { pages }: TemplateBody): Promise<TemplateBody["pages"]> {
  const isBare = ({ type, cover, src }: Part) => type === "video" && !cover && isId(src);
  const bare = pages.flatMap(({ contents }) => contents.filter(isBare).map(({ src }) => String(src)));
  if (bare.length === 0) return pages;
  const videos = await mediaWith(asked, bare);
  const standsFor = await thumbnailsOf(asked, videos);
  const coverOf = (src: unknown) => {
    const video = videos.find(({ id }) => id === src);
    const shown = video && standsFor(video);
    return shown ? { cover: shown.id } : {};
  };
  return pages.map((page) => ({
    ...page,
    contents: page.contents.map((one) => (isBare(one) ? { ...one, ...coverOf(one.src) } : one)),
  }));
}

/** What a template shows, as it is here. @throws Refusal 400 KM.80020018 */
async function filesOf(asked: Asked, there: TemplateThere): Promise<ReadonlyMap<string, FileHere>> {
  const named = resourcesOf(there);
  const [urls, ids] = [
    named.filter((one) => /^https?:/i.test(one)),
    named.filter((one) => !/^https?:/i.test(one)),
  ];
  const rows = ids.length === 0 ? [] : await mediaWith(asked, ids);
  const files = new Map(rows.map((row) => [String(row.id), fileOf(row)]));
  const unknown = ids.find((id) => !files.has(id));
  if (unknown !== undefined) throw noMaterial(unknown);
  for (const url of urls) files.set(url, await fetched(asked, url));
  return files;
}

/** Why a check stops it, each with its place. */
export function stopped(findings: readonly Finding[]): Refusal | null {
  const errors = findings.filter(({ level }) => level === "error");
  if (errors.length === 0) return null;
  const said = errors.map(({ path, code, words: { zh, en } }) => ({ path, code, zh, en }));
  return new Refusal(422, "content_has_errors", "content_has_errors", {
    details: { count: errors.length, findings: said },
  });
}

/** As our layouts hold it. @throws Refusal 400 template_unheld, 422 content_has_errors */
async function contentOf(asked: Asked, body: TemplateBody) {
  const there = await thereOf(asked, body);
  const files = await filesOf(asked, there);
  const fileAt = (resource: string) => files.get(resource) ?? null;
  const read = fromKooMessage(there, fileAt);
  if (read === null) throw refuse(400, "template_unheld", { why: [whyUnread(there, fileAt)] });
  const without = there.vendors.find((vendor) => !read.vendors.includes(vendor));
  if (without !== undefined) {
    const { zh, en } = VENDOR_WORDS[without];
    const why = w(`${zh}不支持版式 ${body.card_id}`, `${en} doesn't support layout ${body.card_id}`);
    throw refuse(400, "template_unheld", { why: [why] });
  }
  const params = body.params?.map(({ name, example }) => ({ name: nameOf(name), example }));
  const content: Content = { ...read.content, ...(params && params.length > 0 ? { params } : {}) };
  const wrong = stopped(checkContent(read.layout, read.vendors, there.usage, content));
  if (wrong !== null) throw wrong;
  return { ...read, content, usage: there.usage };
}

/**
 * Is it refused for what it says? Then its draft goes, and its name is free for another try. Of anything else, such as a copy of this request that
 * runs meanwhile, the draft is somebody's still.
 */
const isFinal = (error: unknown, { caller }: Asked) =>
  error instanceof Refusal &&
  error.status === 422 &&
  caller.at?.permissions.includes("KooMessage:template:delete") === true;

async function create(asked: Asked): Promise<Answer> {
  const body = asked.body as TemplateBody;
  const step = stepOf(asked);
  const { tpl_name: name, sms_signs } = body;
  const input = {
    ...(await contentOf(asked, body)),
    name,
    ...(sms_signs ? { sms_signatures: sms_signs } : {}),
  };
  const { id: template } = await step("create_template", { input });
  try {
    const checked = (await callAs(asked.caller, asked.env, "check-template", { template })) as {
      findings: Finding[];
    };
    const wrong = stopped(checked.findings);
    if (wrong !== null) throw wrong;
    await step("submit_template", { template });
  } catch (error) {
    if (isFinal(error, asked)) await step("delete_template", { template });
    throw error;
  }
  return success({ tpl_id: String(template) });
}

export const CREATE_TEMPLATE_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/aim/templates", dialect: "vendor", group: "AIM templates" },
    ...{ summary: "CreateAimPersonalTemplate", once: "may" },
    description:
      "Created, checked and submitted; a member reviews it before vendors do. Parts the layout doesn't have are refused, and nothing is created.",
    body: templateBody,
    answers: { 200: outcome(z.object({ tpl_id: z.string() })) },
    run: create,
  },
];
