/** Accessibility checks for people with low vision or a keyboard only. Each answers what is wrong on the page. */
import type { Page } from "playwright-core";

/** Texts whose colour is too near to what is behind them (WCAG 2.2 AA: 4.5, large or bold and larger 3). */
export function faintTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Colour = [number, number, number, number];
    const parsed = (text: string): Colour => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
      return [red, green, blue, alpha];
    };
    const over = (top: Colour, below: Colour): Colour => {
      const mix = (at: 0 | 1 | 2) => top[at] * top[3] + below[at] * (1 - top[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const luminance = (colour: Colour) => {
      const [red, green, blue] = colour.slice(0, 3).map((channel) => {
        const part = channel / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    /** Behind everything is white: worse than any picture for light words, and for dark ones there is no picture. */
    const behind = (element: Element | null): Colour => {
      if (!element) return [255, 255, 255, 1];
      const colour = parsed(getComputedStyle(element).backgroundColor);
      if (colour[3] === 1) return colour;
      const picture = element.previousElementSibling?.tagName === "IMG";
      return over(colour, picture ? [255, 255, 255, 1] : behind(element.parentElement));
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll("body *")) {
      const own = Array.from(element.childNodes).some(
        (node) => node.nodeType === 3 && node.textContent?.trim(),
      );
      if (!own || element.closest("dialog:not([open]), script, .unseen, [role=status]")) continue;
      const style = getComputedStyle(element);
      const ground = behind(element);
      const [low = 0, high = 0] = [over(parsed(style.color), ground), ground]
        .map(luminance)
        .sort((a, b) => a - b);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const ratio = (high + 0.05) / (low + 0.05);
      if (ratio < (large ? 3 : 4.5)) found.push(`${element.textContent?.slice(0, 20)}: ${ratio.toFixed(2)}`);
    }
    return found;
  });
}

/** Links and buttons a thumb would miss: under 44 px. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll("a[href], button"))
      .filter((target) => !target.closest("dialog:not([open])"))
      .filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        return width < 44 || height < 44;
      })
      .map((target) => target.outerHTML.slice(0, 80)),
  );
}

/** Pictures without a name, or that keep no room; links and buttons without one. */
export function pictures(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const images = Array.from(document.querySelectorAll("img"));
    const bad = images.filter((image) => !image.alt || !image.width || !image.height);
    const named = (element: Element) =>
      element.textContent?.trim() || element.getAttribute("aria-label") || element.querySelector("img")?.alt;
    const mute = Array.from(document.querySelectorAll("a, button")).filter((element) => !named(element));
    return [...bad, ...mute].map((element) => element.outerHTML.slice(0, 80));
  });
}

/** Where the Tab key goes, as places in the order of the page, and whether each stop is seen to be one. */
export async function focusOrder(page: Page): Promise<{ order: number[]; seen: boolean }> {
  const total = await page.evaluate(() => {
    const stops = document.querySelectorAll("a[href], button, [tabindex], video");
    return Array.from(stops).filter((stop) => !stop.closest("dialog")).length;
  });
  const order: number[] = [];
  let seen = true;
  for (let press = 0; order.length < total && press < total * 8; press++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const all = Array.from(document.querySelectorAll("a[href], button, [tabindex], video"));
      const place = all.filter((one) => !one.closest("dialog")).indexOf(document.activeElement as Element);
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return { place, outlined: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1 };
    });
    // a video's own controls are stops of their own, inside it
    if (order.at(-1) === stop.place) continue;
    order.push(stop.place);
    seen &&= stop.outlined;
  }
  return { order, seen };
}
