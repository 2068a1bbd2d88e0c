import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { origin } from "../ui/client.ts";
import { useFailureToast } from "../ui/failure-toast.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface DownloadButtonProps {
  readonly id: string;
  readonly state: string;
  readonly primary?: boolean;
}

/** Downloads a finished file, by an address that is good for a minute. */
export function DownloadButton({ id, state, primary = false }: DownloadButtonProps) {
  const t = useTranslations(words);
  const { download, running } = useDownload();
  if (state !== "done") return null;
  return (
    <Button
      type={primary ? "primary" : "link"}
      size={primary ? "middle" : "small"}
      icon={<DownloadOutlined />}
      loading={running}
      onClick={() => void download(id)}
      data-testid="download"
    >
      {t("download")}
    </Button>
  );
}

/** The browser takes the file as it takes any: it is on disk while it is sent, and is never held in memory. */
export function useDownload() {
  const tellFailure = useFailureToast();
  const { run, running } = useVerb<{ ticket: string }>("download_export", { request: false });
  async function download(id: string) {
    try {
      const { ticket } = await run({ export: id });
      location.assign(`${origin}/functions/v1/export-rows?ticket=${ticket}`);
    } catch (failure) {
      tellFailure(failure);
    }
  }
  return { download, running };
}
