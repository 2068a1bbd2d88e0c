/**
 * The gallery: a page of every layout and of every closed link, to look at without a database.
 * `deno run --allow-net --config supabase/functions/link/deno.json supabase/functions/link/page/gallery/run.ts [port]`
 * prints its address. `/<layout>?language=en&name=…` (a parameter's value), `/closed/<reason>`; `/` lists them.
 */
import { nearestLocale } from "@tidings/shared/ground/locale.ts";
import { gallery } from "@tidings/shared/templates/picture/gallery.ts";
import { closedPage, REASONS } from "../../closed.ts";
import { CSP } from "../csp.ts";
import { page } from "../page.ts";

const cards = gallery();
const reasons = Object.keys(REASONS) as (keyof typeof REASONS)[];

/** A drawing of hills in the ratio and one of the three lights that its name asks for. */
function hills(name: string): string {
  const [, width = "16", height = "9", light = "0"] = /^(\d+)x(\d+)-(\d)/.exec(name) ?? [];
  const [wide, high] = [Number(width) * 40, Number(height) * 40];
  const [sky, sun] = [
    ["#f6d9b8", "#f2994a"],
    ["#cfe3f5", "#ffffff"],
    ["#e5d8ee", "#f7b7a3"],
  ][Number(light) % 3] as [string, string];
  const ridge = (share: number) =>
    `M0 ${high * share} ${wide * 0.25} ${high * (share - 0.25)} ${wide * 0.5} ${high * share} ${wide * 0.7} ${high * (share - 0.2)} ${wide} ${high * (share + 0.1)}V${high}H0Z`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}"><rect width="${wide}" height="${high}" fill="${sky}"/><circle cx="${wide * 0.72}" cy="${high * 0.3}" r="${Math.min(wide, high) * 0.13}" fill="${sun}"/><path d="${ridge(0.75)}" fill="#4f7d6b"/><path d="${ridge(0.9)}" fill="#2c5547"/></svg>`;
}

function answer(request: Request): Response {
  const { pathname, searchParams, href } = new URL(request.url);
  const [first = "", second = ""] = pathname.slice(1).split("/");
  const language = nearestLocale(searchParams.get("language"));
  const html = (body: string, status = 200) =>
    new Response(body, {
      status,
      headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": CSP },
    });
  const card = cards.get(first);
  if (card) {
    const { language: _said, ...values } = Object.fromEntries(searchParams);
    return html(page({ ...card, params: { ...card.params, ...values } }, { language, address: href }));
  }
  const reason = reasons.find((one) => first === "closed" && one === second);
  if (reason) return html(closedPage(reason, language), REASONS[reason].status);
  if (first === "media" && second.endsWith(".svg"))
    return new Response(hills(second), { headers: { "content-type": "image/svg+xml" } });
  if (first !== "") return new Response(null, { status: first === "favicon.ico" ? 204 : 404 });
  const paths = [...cards.keys(), ...reasons.map((one) => `closed/${one}`)];
  return html(
    `<!doctype html><title>Gallery</title>${paths.map((path) => `<p><a href="/${path}">${path}</a></p>`).join("")}`,
  );
}

Deno.serve(
  {
    port: Number(Deno.args[0] ?? 0),
    hostname: "127.0.0.1",
    onListen: ({ hostname, port }) => console.log(`http://${hostname}:${port}/`),
  },
  answer,
);
