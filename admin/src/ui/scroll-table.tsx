import { type GetRef, Table, type TableProps } from "antd";
import { useEffect, useLayoutEffect, useRef } from "react";

/**
 * antd's table, scrolled by keyboard as well (A11Y-1, WCAG 2.1.1): its scroller takes the focus while it is wider or higher than its place.
 * Without that, a table without links cannot be scrolled by keyboard. While everything fits, it is no stop of the Tab key.
 */
export function ScrollTable<T extends object>(props: TableProps<T> & { readonly "aria-label"?: string }) {
  const table = useRef<GetRef<typeof Table>>(null);
  const label = props["aria-label"];
  // With rows that have just come: the observer below is told of them a frame later only.
  useLayoutEffect(() => {
    const scroller = scrollerOf(table.current);
    if (scroller) setStop(scroller, label);
  });
  useEffect(() => {
    const scroller = scrollerOf(table.current);
    if (!scroller) return;
    const stop = () => setStop(scroller, label);
    const observer = new ResizeObserver(stop);
    observer.observe(scroller);
    // The rows change the size of what is inside, not of the scroller.
    for (const inside of scroller.children) observer.observe(inside);
    return () => observer.disconnect();
  }, [label]);
  return <Table<T> ref={table} scroll={{ x: "max-content" }} {...props} />;
}

const scrollerOf = (table: GetRef<typeof Table> | null) =>
  table?.nativeElement.querySelector(".ant-table-content, .ant-table-body") ?? null;

function setStop(scroller: Element, label: string | undefined): void {
  const scrolls =
    scroller.scrollWidth > scroller.clientWidth || scroller.scrollHeight > scroller.clientHeight;
  const attributes = { tabindex: "0", role: "group", "aria-label": label };
  for (const [name, value] of Object.entries(attributes)) {
    if (scrolls && value) scroller.setAttribute(name, value);
    else scroller.removeAttribute(name);
  }
}
