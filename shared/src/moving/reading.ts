/** A template of KooMessage read along the parts of a layout, as our mapping writes one. */
import { holds, type Situation } from "../layouts/catalogue.ts";
import type { Slot } from "../layouts/layout.ts";
import { ACTION_TYPES, type Action, type ActionFieldName } from "../templates/actions.ts";
import type { Content, Usage } from "../templates/content.ts";
import { KOOMESSAGE_ACTIONS } from "../templates/koomessage/actions.ts";
import type {
  KooMessageAction,
  KooMessageContent,
  KooMessageTemplate,
} from "../templates/koomessage/body.ts";
import { CARDS, type Card, type Part } from "../templates/koomessage/cards.ts";
import type { Vendor } from "../vendors/words.ts";

/** A template of an account, read from a row of its list. */
export interface TemplateThere {
  readonly card_id: string;
  readonly sub_type: number | null;
  readonly pages: KooMessageTemplate["pages"];
  readonly params: readonly string[];
  readonly vendors: readonly Vendor[];
  readonly usage: Usage;
}

/** A picture or video of it, as it was kept here. */
export interface FileHere {
  readonly src: string;
  readonly width?: number;
  readonly height?: number;
  readonly bytes?: number;
}
export type FileOf = (resource: string) => FileHere | null;

/** All parts of a template in their order, each with its page. */
export const contentsOf = (pages: KooMessageTemplate["pages"]) =>
  [...pages]
    .sort((one, other) => one.page_order - other.page_order)
    .flatMap(({ contents }, page) =>
      [...contents]
        .sort((one, other) => one.position_number - other.position_number)
        .map((content) => ({ ...content, page })),
    );

type Values = Record<string, unknown>;

/** Goes along the parts of a card as our mapping does, and takes the value of each number. */
export class Reading {
  /** What has found no place yet. */
  readonly left: (KooMessageContent & { page: number })[];
  private readonly situation: Situation;
  private readonly fileOf: FileOf;
  private readonly there: TemplateThere;
  private next = 1;

  constructor(there: TemplateThere, situation: Situation, fileOf: FileOf) {
    this.there = there;
    this.left = contentsOf(there.pages);
    this.situation = situation;
    this.fileOf = fileOf;
  }

  content(): Content | null {
    const { layout, style, options } = this.situation;
    const card = CARDS[layout.layout] as Card;
    const slots: Values = {};
    for (const part of card.parts) {
      if (typeof part === "string" || !("list" in part)) this.take(part, layout.slots, slots, 0);
      else this.items(part, layout.slots, slots);
    }
    if (this.left.length > 0) return null;
    this.lead(layout.slots, slots);
    return {
      ...(style === undefined ? {} : { style }),
      ...(layout.options.length > 0 ? { options: options as Record<string, string | boolean> } : {}),
      slots: slots as Content["slots"],
      ...(this.there.params.length > 0
        ? { params: this.there.params.map((name) => ({ name, example: "示例" })) }
        : {}),
    };
  }

  private items(part: Extract<Part, { list: string }>, slots: readonly Slot[], values: Values): void {
    const list = slots.find((slot) => slot.name === part.list);
    if (list?.kind !== "list" || !holds(list.when, this.situation)) return;
    const items: Values[] = [];
    for (;;) {
      const [before, next] = [this.left.length, this.next];
      if (part.pages) this.next = 1;
      const item: Values = {};
      for (const name of part.of) this.take(name, list.of, item, part.pages ? items.length : 0);
      if (this.left.length === before) {
        this.next = next;
        break;
      }
      this.lead(list.of, item);
      items.push(item);
    }
    if (items.length > 0) values[part.list] = items;
  }

  /** The value of the next number of a page, where it is of this type. */
  private at(type: KooMessageContent["type"], page: number): KooMessageContent | null {
    const [first] = this.left;
    if (first?.type !== type || first.page !== page || first.position_number !== this.next) return null;
    this.left.shift();
    this.next += 1;
    return first;
  }

  private take(part: Exclude<Part, { list: string }>, slots: readonly Slot[], values: Values, page: number) {
    const name = typeof part === "string" ? part : part.slot;
    if (typeof part !== "string") this.next = part.at;
    const slot = slots.find((one) => one.name === name);
    if (!slot || !holds(slot.when, this.situation)) return;
    const value = this.valueOf(slot, values, page);
    if (value !== undefined) values[name] = value;
    // A part that is left out keeps its number.
    else if (["text", "image", "video", "choice"].includes(slot.kind)) this.next += 1;
  }

  private valueOf(slot: Slot, values: Values, page: number): unknown {
    switch (slot.kind) {
      case "text":
        return this.at("text", page)?.content;
      case "choice": {
        const said = this.at("text", page) ?? this.at("button", page);
        if (said?.type === "button") values.action = this.actionOf(said);
        return slot.values.find(({ words }) => words.zh === said?.content)?.value;
      }
      case "image": {
        const image = this.at("image", page);
        if (!image?.src) return undefined;
        if (image.oppo_background) values.oppo_background = this.fileOf(image.oppo_background) ?? undefined;
        const action = this.actionOf(image);
        return { ...this.file(image.src), ...(action ? { action } : {}) };
      }
      case "video": {
        const video = this.at("video", page);
        if (!video?.src) return undefined;
        const { src, bytes } = this.file(video.src);
        return {
          ...{ src, ...(bytes === undefined ? {} : { bytes }) },
          ...(video.cover ? { cover: this.file(video.cover) } : {}),
        };
      }
      case "pairs":
        return this.pairs(page);
      case "buttons":
        return this.buttons(slot.count.max, page);
      default:
        return undefined;
    }
  }

  private pairs(page: number) {
    const pairs: { label: string; value: string }[] = [];
    for (let label = this.at("text", page); label; label = this.at("text", page))
      pairs.push({ label: label.content ?? "", value: this.at("text", page)?.content ?? "" });
    return pairs.length > 0 ? pairs : undefined;
  }

  private buttons(most: number, page: number) {
    const buttons: { text: string; action: Action }[] = [];
    while (buttons.length < most) {
      const button = this.at("button", page);
      const action = button && this.actionOf(button);
      if (!button || !action) break;
      buttons.push({ text: button.content ?? "", action });
    }
    return buttons.length > 0 ? buttons : undefined;
  }

  private file = (resource: string): FileHere => this.fileOf(resource) ?? { src: resource };

  /** A tap in our words; undefined: we do not know it. */
  private actionOf({ action_type, action, src }: KooMessageContent): Action | undefined {
    const type = ACTION_TYPES.find((one) => KOOMESSAGE_ACTIONS[one].type === action_type);
    if (!type || !action) return undefined;
    const made: Partial<Record<ActionFieldName, string>> = {};
    for (const [name, rule] of Object.entries(KOOMESSAGE_ACTIONS[type].fields)) {
      const value = action[(rule as { as: keyof KooMessageAction }).as];
      if (value !== undefined && value !== null && value !== "")
        made[name as ActionFieldName] = String(value);
    }
    for (const name of ["begins_at", "ends_at"] as const)
      if (made[name]) made[name] = made[name].replace(" ", "T").replace(/:00$/, "");
    if (type === "view_image") {
      if (action.target === src) delete made.target;
      else made.target = this.file(action.target).src;
    }
    return { type, ...made };
  }

  /** Where the layout has one tap for the whole card, it is that of its picture; and a picture that does what its button does says so by having none. */
  private lead(slots: readonly Slot[], values: Values): void {
    const picture = values.image as { action?: Action } | undefined;
    const [button] = (values.buttons as { action: Action }[] | undefined) ?? [];
    const whole = slots.find(
      ({ kind, name, when }) => kind === "action" && name === "action" && holds(when, this.situation),
    );
    if (whole && values.action === undefined && picture?.action) values.action = picture.action;
    const led = values.action ?? button?.action;
    for (const value of Object.values(values)) {
      const image = value as { action?: unknown } | null;
      if (
        image &&
        typeof image === "object" &&
        "src" in image &&
        JSON.stringify(image.action) === JSON.stringify(led)
      )
        delete image.action;
    }
  }
}
