import type { FormValues } from "@tidings/shared/resource/form_values.ts";
import { contentOf, type PartCard, type PartKind, useParts } from "./parts.ts";
import { PreviewCard } from "./phone.tsx";

interface PartPreviewProps {
  /** Of a new account there is none yet: it begins with its profile. */
  readonly row: Partial<PartCard>;
  /** What is typed, in place of the version that is reviewed. */
  readonly values?: FormValues | undefined;
}

/** A part on the phone, among the others as they serve. */
export function PartPreview({ row, values }: PartPreviewProps) {
  const { parts } = useParts(row.account_id);
  const kind = (row.kind ?? "profile") as PartKind;
  return (
    <PreviewCard
      content={{ ...contentOf(parts), [kind]: values ? values[kind] : row.content }}
      page={kind === "home" ? "home" : "chat"}
    />
  );
}
