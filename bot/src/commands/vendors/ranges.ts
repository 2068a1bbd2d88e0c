import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";
import { proofsAnswer } from "./vendors.ts";

const SAYS = {
  added: w(
    "已登记地址段 {cidr}，一分钟内生效。",
    "Address range {cidr} added. It takes effect within a minute.",
  ),
  removed: w(
    "已移除地址段 {cidr}，将在一分钟内失效。",
    "Address range {cidr} removed. It stops working within a minute.",
  ),
};

const cidr = z.string().trim().min(1).max(64);
const RANGE = w("地址段（CIDR）", "Address range (CIDR)");

export const vendorRangeAdd = defineCommand({
  name: "vendor-range add",
  feature: "vendors",
  platform: true,
  terminalOnly: true,
  words: {
    title: w("登记厂商地址段", "Add vendor address range"),
    description: w(
      "登记厂商的出口地址段：来自该段的请求无需凭证即可解析短链",
      "Adds a vendor address range: its requests resolve links without a pass",
    ),
    options: { vendor: w("厂商", "Vendor"), cidr: RANGE },
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
    title: w("移除厂商地址段", "Remove vendor address range"),
    description: w(
      "移除厂商的地址段：不再信任来自该段的请求",
      "Removes a vendor address range: its requests are no longer trusted",
    ),
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
