// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
/** Contents of all layouts that KooMessage takes, for tests. */
import type { Content } from "../content.ts";
import { PARAMS } from "../picture/gallery.ts";

export const LIBRARY = "/storage/v1/object/public/media/c10d0000-0000-4000-8000-000000000001";

const EVERY_TAP = { type: "open_browser", target: "https://mall.example.com/member-day" } as const;

/** A card of the gallery with pictures of the library, and one tap that every vendor offers. */
export function exampleOf(content: Content): Content {
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(put);
    if (value === null || typeof value !== "object") return value;
    if ("type" in value && !("src" in value)) return EVERY_TAP;
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [
        name,
        name === "src"
          ? `${LIBRARY}/${String(entry).endsWith("mp4") ? "clip.mp4" : "hills.png"}`
          : put(entry),
      ]),
    );
  };
  const params = Object.entries(PARAMS).map(([name, value]) => ({ name, example: value }));
  const slots = put(content.slots) as Record<string, unknown>;
  const said = JSON.stringify(slots);
  // Some cards have no text of their own where the opt-out is: a coupon, a poster.
  if (!said.includes("拒收请回复R")) {
    for (const name of ["title", "body"]) if (typeof slots[name] === "string") slots[name] += "拒收请回复R";
    const [first] = Array.isArray(slots.items) ? (slots.items as Record<string, unknown>[]) : [];
    if (first && typeof first.name === "string") first.name += "拒收请回复R";
    if (first && typeof first.subtitle === "string") first.subtitle += "拒收请回复R";
  }
  return {
    ...content,
    slots: slots as Content["slots"],
    params: params.filter(({ name }) => said.includes(`\${${name}}`)),
  };
}
