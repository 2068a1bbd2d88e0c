/** The body of `POST /v1/aim/templates`, as far as we fill it. */

export interface KooMessageAction {
  readonly target: string;
  readonly package_name?: string;
  readonly floor_type?: number;
  readonly floor_url?: string;
  readonly subject?: string;
  readonly body?: string;
  readonly content?: string;
  readonly description?: string;
  readonly begin_time?: string;
  readonly end_time?: string;
  readonly address?: string;
  readonly longitude?: string;
  readonly latitude?: string;
  readonly text_button?: string;
  readonly mode?: number;
}

export interface KooMessageContent {
  readonly type: "text" | "image" | "video" | "button";
  readonly position_number: number;
  readonly content?: string;
  readonly src_type?: 1 | 2;
  readonly src?: string;
  readonly cover?: string;
  readonly is_text_title?: "true" | "false";
  readonly action_type?: string;
  readonly action?: KooMessageAction;
  readonly visible?: 0 | 1;
  readonly currency_display?: 0 | 1;
  readonly oppo_background?: string;
  readonly ratio?: string;
  readonly button_type?: string;
}

export interface KooMessageTemplate {
  readonly card_id: string;
  readonly tpl_name: string;
  readonly scene: string;
  readonly use_id: 1 | 2;
  readonly sub_type?: number;
  readonly sms_example?: string;
  readonly sms_signs?: readonly string[];
  readonly sms_template?: string;
  readonly pages: readonly { readonly page_order: number; readonly contents: readonly KooMessageContent[] }[];
  readonly params?: readonly { readonly type: 1; readonly name: string; readonly example: string }[];
  readonly factorys: readonly { readonly factory_type: string; readonly state: 1 }[];
}

/** A picture or video to be uploaded before. `cover_of`: the place in the list of the video whose cover it is. */
export interface Material {
  readonly type: "image" | "video" | "thumbnail";
  readonly source: string;
  /** Of an image. */
  readonly rate: string | null;
  readonly cover_of: number | null;
}

/** How a body names a material until it is uploaded: by its place in the list. No text of a template looks so: it takes no colon twice. */
const placeOf = (material: number) => `material::${material}`;
const PLACE = /^material::(\d+)$/;

/** The materials of a body, each once. */
export class Materials {
  readonly list: Material[] = [];

  /** @returns what the body says in its place */
  add(material: Material): string {
    const same = this.list.findIndex(
      (one) =>
        one.type === material.type &&
        one.source === material.source &&
        one.rate === material.rate &&
        one.cover_of === material.cover_of,
    );
    return placeOf(same < 0 ? this.list.push(material) - 1 : same);
  }

  indexOf(place: string): number {
    return Number(PLACE.exec(place)?.[1]);
  }
}

/** The body with the ids of its materials, which are in the order of the list. */
export function withResources(body: KooMessageTemplate, ids: readonly string[]): KooMessageTemplate {
  const put = <Value>(value: Value): Value => {
    if (typeof value === "string") {
      const place = PLACE.exec(value)?.[1];
      return (place === undefined ? value : (ids[Number(place)] ?? value)) as Value;
    }
    if (Array.isArray(value)) return value.map(put) as Value;
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, put(entry)])) as Value;
  };
  return { ...body, pages: put(body.pages) };
}
