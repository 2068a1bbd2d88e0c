/** The pictures that were there stay, so that nothing flickers while one types. */
export function repaint(drawn: Document, html: string): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  const kept = new Map<string, HTMLImageElement[]>();
  for (const image of drawn.images) kept.set(image.src, [...(kept.get(image.src) ?? []), image]);
  const slides = Array.from(drawn.querySelectorAll(".slides"), ({ scrollLeft }) => scrollLeft);
  const styles = next.head.querySelectorAll("style");
  for (const style of drawn.head.querySelectorAll("style:not([data-lent])")) style.remove();
  drawn.head.prepend(...Array.from(styles, (style) => drawn.adoptNode(style)));
  const body = drawn.adoptNode(next.body);
  for (const image of body.querySelectorAll("img")) {
    const old = kept.get(image.src)?.pop();
    if (!old) continue;
    for (const name of old.getAttributeNames()) old.removeAttribute(name);
    for (const { name, value } of image.attributes) old.setAttribute(name, value);
    image.replaceWith(old);
  }
  drawn.body.replaceWith(body);
  for (const [index, list] of drawn.querySelectorAll(".slides").entries())
    list.scrollLeft = slides[index] ?? 0;
}
