import { fillPlaces, say } from "@tidings/shared/ground/locale.ts";
import { VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";
import { proofsAnswer } from "./vendors.ts";

const SAYS = {
  added: {
    zh: "已登记地址段 {cidr}，一分钟内生效。",
    en: "Requests from {cidr} prove the vendor from now on, within a minute.",
  },
  removed: {
    zh: "已移除地址段 {cidr}，一分钟内不再有效。",
    en: "Requests from {cidr} prove no vendor any more, within a minute.",
  },
};

const cidr = z.string().trim().min(1).max(64);
const RANGE = { zh: "地址段（CIDR）", en: "Range (CIDR)" };

export const vendorRangeAdd = defineCommand({
  name: "vendor-range add",
  feature: "vendors",
  platform: true,
  terminalOnly: true,
  words: {
    title: { zh: "登记厂商地址段", en: "Add vendor range" },
    description: {
      zh: "登记厂商的出口地址段：来自其中的请求无需凭证即可解析短链",
      en: "Adds a vendor's addresses: a request from there opens links without a pass",
    },
    options: { vendor: { zh: "厂商", en: "Vendor" }, cidr: RANGE },
  },
  input: z.object({ vendor: z.enum(VENDORS), cidr }),
  positional: ["vendor", "cidr"],
  permission: null,
  reads: false,
  audience: "person",
  async run(context, input): Promise<Answer> {
    await verb(context.session, "add_vendor_range", { input, request: context.request("add_vendor_range") });
    return proofsAnswer(context, fillPlaces(say(SAYS.added, context.locale), { cidr: input.cidr }));
  },
});

export const vendorRangeRemove = defineCommand({
  name: "vendor-range remove",
  feature: "vendors",
  platform: true,
  terminalOnly: true,
  words: {
    title: { zh: "移除厂商地址段", en: "Remove vendor range" },
    description: {
      zh: "移除厂商的地址段：来自其中的请求不再可信",
      en: "Removes a vendor's addresses: a request from there proves nothing any more",
    },
    options: { cidr: RANGE },
  },
  input: z.object({ cidr }),
  positional: ["cidr"],
  permission: null,
  reads: false,
  audience: "person",
  async run(context, input): Promise<Answer> {
    await verb(context.session, "remove_vendor_range", {
      input,
      request: context.request("remove_vendor_range"),
    });
    return proofsAnswer(context, fillPlaces(say(SAYS.removed, context.locale), { cidr: input.cidr }));
  },
});
