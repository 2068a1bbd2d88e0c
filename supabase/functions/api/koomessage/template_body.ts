/** The body of `POST /v1/aim/templates`, as the service describes it. */
import { CARD_VENDORS } from "@tidings/shared/templates/koomessage/cards.ts";
import { z } from "zod";
import { text } from "./asked.ts";

export const FACTORIES = ["HUAWEI", "XIAOMI", "OPPO", "VIVO", "MEIZU", "SAMSUNG"] as const;

const long = z.string().max(1000);
const short = z.string().max(100);
const yes = z.union([z.literal(0), z.literal(1)]);

const action = z.strictObject({
  target: long,
  content: short.optional(),
  package_name: short.optional(),
  floor_url: long.optional(),
  floor_type: z.int().min(0).max(3).optional(),
  subject: short.optional(),
  body: short.optional(),
  description: short.optional(),
  begin_time: short.optional(),
  end_time: short.optional(),
  address: short.optional(),
  longitude: short.optional(),
  latitude: short.optional(),
  text_button: short.optional(),
  mode: yes.optional(),
});

const content = z.strictObject({
  type: z.enum(["text", "image", "video", "button"]),
  position_number: z.int().min(1).max(100),
  content: z.string().max(2000).optional(),
  content_child: z.string().max(2000).optional(),
  src_type: z
    .union([z.literal(1), z.literal(2)])
    .optional()
    .describe("1: src is the aim_resource_id of a material, 2: a picture's address"),
  src: long.optional(),
  cover: long.optional().describe("For a video: the aim_resource_id of a picture"),
  is_text_title: z.enum(["true", "false"]).optional(),
  action_type: short.optional(),
  action: action.optional(),
  visible: yes.optional(),
  currency_display: yes.optional(),
  oppo_background: long.optional(),
  vivo_background: long.optional(),
  ratio: short.optional(),
  button_type: short.optional(),
});

export const templateBody = z.strictObject({
  card_id: z
    .string()
    .min(1)
    .max(100)
    .describe(`The layout: ${Object.keys(CARD_VENDORS).join(", ")}`),
  tpl_name: text(300),
  scene: z.string().max(64).optional().describe("Accepted but not stored: the layout sets the category"),
  use_id: z.union([z.literal(1), z.literal(2)]).describe("1 commercial, 2 trial"),
  sub_type: z.int().min(1).max(6).optional(),
  sms_example: z.string().max(500).optional().describe("Accepted but not stored"),
  sms_signs: z.array(text(64)).max(3).optional().describe("Approved SMS signatures, for vivo's review"),
  sms_template: z.string().max(370).optional().describe("Accepted but not stored: vivo reviews any text"),
  pages: z
    .array(z.strictObject({ page_order: z.int().min(1).max(10), contents: z.array(content).min(1).max(60) }))
    .min(1)
    .max(10),
  params: z
    .array(
      z.strictObject({
        type: z.literal(1),
        name: z.string().regex(/^\$\{[A-Za-z_][A-Za-z0-9_]{0,31}\}$/),
        example: text(100),
      }),
    )
    .max(100)
    .optional(),
  factorys: z
    .array(z.strictObject({ factory_type: z.enum(FACTORIES), state: yes.describe("1: submit for review") }))
    .max(FACTORIES.length)
    .optional()
    .describe("Defaults to all that support the layout, including vivo if sms_signs is given"),
});
export type TemplateBody = z.infer<typeof templateBody>;
