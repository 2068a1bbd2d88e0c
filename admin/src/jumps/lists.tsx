import { Segmented } from "antd";
import { useNavigate } from "react-router";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Between the list of batches and that of single links. */
export function JumpLists({ shape }: { shape: "batches" | "links" }) {
  const t = useTranslations(words);
  const navigate = useNavigate();
  return (
    <Segmented
      value={shape}
      onChange={(chosen) => navigate(chosen === "links" ? "/jumps/links" : "/jumps")}
      options={[
        { value: "batches", label: t("by_task") },
        { value: "links", label: t("by_link") },
      ]}
    />
  );
}
