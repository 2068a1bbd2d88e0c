import { FolderOutlined } from "@ant-design/icons";
import { AutoComplete, Button } from "antd";
import { useState } from "react";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { FormField } from "../ui/form-field.tsx";
import type { Selection } from "../ui/resource/selection.ts";
import { isAllowed } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
import { useFolders } from "./folders.ts";
import { words } from "./words.ts";

/** Moves what is selected into a folder; none where not all of it may be changed. */
export function MoveButton({ selection }: { selection: Selection }) {
  const t = useTranslations(words);
  const [open, setOpen] = useState(false);
  const [folder, setFolder] = useState("");
  const folders = useFolders();
  const { chosen } = selection;
  if (!chosen.every(({ transitions }) => isAllowed(transitions, "update"))) return null;
  const close = () => {
    setOpen(false);
    setFolder("");
  };
  return (
    <>
      <Button icon={<FolderOutlined />} onClick={() => setOpen(true)} data-bulk="move">
        {t("move")}
      </Button>
      {open && (
        <ActionDialog
          verb="transition_many"
          args={{ resource: "media", verb: "update", ids: chosen.map(({ row }) => row.id) }}
          offer={{
            label: t("move"),
            title: t("move_title", { count: chosen.length }),
            body: (
              <FormField htmlFor="media-folder" label={t("folder")} hint={t("move_body")}>
                <AutoComplete
                  id="media-folder"
                  allowClear
                  value={folder}
                  onChange={(typed: string | undefined) => setFolder(typed ?? "")}
                  options={folders.map((value) => ({ value }))}
                  filterOption={(typed, option) => String(option?.value).includes(typed)}
                  maxLength={60}
                />
              </FormField>
            ),
            done: "",
            args: { input: { folder: folder.trim() || null } },
          }}
          told={() => selection.keep([])}
          close={close}
        />
      )}
    </>
  );
}
