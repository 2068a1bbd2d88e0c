import { type DragEvent, type ReactNode, useState } from "react";
import "./drop-zone.css";

interface DropZoneProps {
  readonly take: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/** A place that takes files which are dropped on it. What is inside chooses them by a click or the keyboard. */
export function DropZone({ take, children }: DropZoneProps) {
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer.files.length > 0) take([...event.dataTransfer.files]);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same
    <div
      className={over ? "drop-zone drop-zone-over" : "drop-zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
