/** The parts a card is made of, in the order of its layout. Which part a slot is, its name in the catalogue says. */
import type { CardElement } from "@tidings/shared/templates/card.ts";
import { colourClass } from "./colours.ts";
import { chosen, type Drawing, find, type Of, term } from "./drawing.ts";
import { JOURNEY, journey } from "./journey.ts";
import { image, picture, video } from "./media.ts";
import { tap } from "./taps.ts";
import { own, text } from "./text.ts";
import { TICKET, ticket } from "./ticket.ts";

/** Texts that speak for themselves; every other one is drawn with its label. */
const PLAIN = new Set(["title", "subtitle", "body", "name", "price", "tag", "tag_1", "tag_2"]);

/** What an icon stands in front of. */
const TITLE: ReadonlySet<string> = new Set(["title"]);

/** Draws `elements`: what belongs together (a ticket, a journey, labelled lines) as one. `head` is the level of a title. */
export function draw(elements: readonly CardElement[], drawing: Drawing, head: "h1" | "h2" = "h1"): string {
  let html = "";
  let lines = "";
  const done = new Set<CardElement>();
  const take = (names: ReadonlySet<string>) => {
    const taken = elements.filter((element) => names.has(element.name));
    for (const element of taken) done.add(element);
    return taken;
  };
  for (const element of elements) {
    if (done.has(element)) continue;
    const line = element.type === "text" && !PLAIN.has(element.name) && !JOURNEY.has(element.name);
    if (lines && !(line && !TICKET.has(element.name))) {
      html += `<dl class="lines">${lines}</dl>`;
      lines = "";
    }
    if (element.type === "image" && element.name === "icon") {
      html += `<div class="head"><span class="icon">${picture(element, element.ratio, drawing)}</span>${draw(take(TITLE), drawing)}</div>`;
    } else if (TICKET.has(element.name)) html += ticket(take(TICKET), drawing);
    else if (JOURNEY.has(element.name)) html += journey(take(JOURNEY), drawing);
    else if (line) lines += `<div>${term(element.name, drawing)}<dd>${text(element.text)}</dd></div>`;
    else html += part(element, elements, drawing, head);
  }
  return lines ? `${html}<dl class="lines">${lines}</dl>` : html;
}

function part(
  element: CardElement,
  beside: readonly CardElement[],
  drawing: Drawing,
  head: "h1" | "h2",
): string {
  switch (element.type) {
    case "text":
      return words(element, drawing, head);
    case "image":
      return image(element, drawing);
    case "video":
      return video(element, drawing);
    case "pairs":
      return `<dl class="lines pairs">${element.pairs
        .map(({ label, value }) => `<div><dt>${text(label)}</dt><dd>${text(value)}</dd></div>`)
        .join("")}</dl>`;
    case "buttons":
      return buttons(element, drawing);
    case "action": {
      const choice = pictured(beside);
      const name = choice ? chosen(choice, drawing) : own("more", drawing.locale);
      const look = choice ? "button first seal" : "button first";
      return `<div class="buttons">${tap({ action: element.action, inner: text(name), look, name }, drawing)}</div>`;
    }
    case "choice":
      // a picture that is chosen for a button is drawn with what the button does
      return pictured(beside) ? "" : `<p class="chip">${text(chosen(element, drawing))}</p>`;
    case "list":
      return drawing.list(element, drawing);
  }
}

/** The picture that is chosen for a button, where there is one. */
function pictured(beside: readonly CardElement[]): Of<"choice"> | undefined {
  const choice = find(beside, "choice", "button_picture");
  return find(beside, "action") ? choice : undefined;
}

function words(element: Of<"text">, drawing: Drawing, head: "h1" | "h2"): string {
  const { name } = element;
  const safe = text(element.text);
  if (name === "title") return `<${head}>${safe}${head === "h1" ? arrow(drawing) : ""}</${head}>`;
  if (head === "h2" && (name === "name" || name === "subtitle")) return `<h2>${safe}</h2>`;
  if (name === "price") return `<p class="price">${currency(element.text, drawing)}${safe}</p>`;
  if (name.startsWith("tag")) return `<p class="chip">${safe}</p>`;
  return `<p class="${name === "body" ? "body" : "soft"}">${safe}</p>`;
}

function arrow(drawing: Drawing): string {
  return drawing.card.options.arrow === true ? ' <span class="soft" aria-hidden="true">›</span>' : "";
}

/** ¥ where the layout shows it and its author has not written it himself. */
function currency(price: string, drawing: Drawing): string {
  return drawing.card.options.currency === true && /^\s*\d/.test(price) ? "<small>¥</small>" : "";
}

function buttons(element: Of<"buttons">, drawing: Drawing): string {
  const moving = drawing.card.options.button_style === "dynamic" ? " moving" : "";
  const drawn = element.buttons.map(({ action, text: name, colour }, index) => {
    const look = `button${index === 0 ? " first" : ""}${moving}${colour ? ` ${colourClass(colour)}` : ""}`;
    return tap({ action, inner: text(name), look, name }, drawing);
  });
  return `<div class="buttons${drawn.length > 2 ? " many" : ""}">${drawn.join("")}</div>`;
}
