import { CommentOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button, Flex, Segmented } from "antd";
import { useField } from "../../contents/context.ts";
import type { Path } from "../../contents/paths.ts";
import { WrittenField } from "../../contents/written-field.tsx";
import { useTranslations } from "../../ui/words.ts";
import { editorWords } from "./words.ts";

type Side = "above" | "below";

/** The caption of a picture, an audio or a video: added, put above or below, and taken away again. */
export function CaptionFields({ path }: { path: Path }) {
  const t = useTranslations(editorWords);
  const caption = useField(`${path}.caption`);
  const side = useField(`${path}.caption_at`);
  if (caption.value === undefined)
    return (
      <Button icon={<CommentOutlined />} onClick={() => caption.set("")} data-testid="caption-add">
        {t("caption_add")}
      </Button>
    );
  return (
    <div className="basic-caption">
      <WrittenField
        path={`${path}.caption`}
        label={t("caption")}
        required
        keepEmpty
        multiline
        hint={
          <Flex gap={8} wrap align="center">
            <Segmented<Side>
              size="small"
              aria-label={t("caption_at")}
              value={side.value === "above" ? "above" : "below"}
              onChange={side.set}
              options={(["above", "below"] as const).map((value) => ({ value, label: t(value) }))}
            />
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              onClick={() => {
                caption.set(undefined);
                side.set(undefined);
              }}
            >
              {t("caption_remove")}
            </Button>
          </Flex>
        }
      />
    </div>
  );
}
