import { InboxOutlined } from "@ant-design/icons";
import { type DragEvent, type ReactNode, useRef, useState } from "react";

interface DropAreaProps {
  /** False: nothing can be dropped here. */
  readonly open: boolean;
  readonly label: string;
  readonly take: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

/** A part of a page that files can be dropped on. It says so while they are held over it. */
export function DropArea({ open, label, take, children }: DropAreaProps) {
  const [over, setOver] = useState(false);
  // Each child that is crossed is entered and left too.
  const depth = useRef(0);
  const move = (by: number) => {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  if (!open) return children;
  return (
    <section
      className="media-drop"
      aria-label={label}
      onDragEnter={(event) => hasFiles(event) && move(1)}
      onDragLeave={(event) => hasFiles(event) && move(-1)}
      onDragOver={(event) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && (
        <div className="media-drop-over">
          <InboxOutlined /> {label}
        </div>
      )}
    </section>
  );
}
