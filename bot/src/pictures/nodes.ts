/** What satori lays out: boxes with styles of CSS, texts and images. */
export interface Node {
  readonly type: "div" | "img" | "svg" | "path";
  readonly props: Readonly<Record<string, unknown>>;
}
export type Style = Readonly<Record<string, string | number | undefined>>;
export type Child = Node | string | null;

/** A row of children; `flexDirection: "column"` makes it a column. */
export function box(style: Style, ...children: readonly Child[]): Node {
  const all = children.filter((child) => child !== null);
  return { type: "div", props: { style: { display: "flex", ...style }, children: all } };
}

export function column(style: Style, ...children: readonly Child[]): Node {
  return box({ flexDirection: "column", ...style }, ...children);
}

/** A drawing from one path, `width` × `height`. */
export function sign(path: string, width: number, height: number, colour: string, line = false): Node {
  const drawn = line
    ? { fill: "none", stroke: colour, strokeWidth: 2, strokeLinecap: "round" }
    : { fill: colour };
  const props = { width, height, viewBox: `0 0 ${width} ${height}` };
  return { type: "svg", props: { ...props, children: { type: "path", props: { d: path, ...drawn } } } };
}
