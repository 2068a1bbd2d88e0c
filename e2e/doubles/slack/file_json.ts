import type { Dict } from "../ground/json.ts";
import type { SlackFile, Workspace } from "./workspace.ts";

/** A file as Slack sends it. */
export function fileJson(workspace: Workspace, file: SlackFile): Dict {
  const base = `${workspace.url}/files-pri/${workspace.team.id}-${file.id}`;
  return {
    id: file.id,
    created: Math.floor(workspace.clock.now() / 1000),
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.filetype,
    user: file.user,
    size: file.bytes.length,
    mode: "hosted",
    is_external: false,
    is_public: false,
    file_access: "visible",
    url_private: `${base}/${encodeURIComponent(file.name)}`,
    url_private_download: `${base}/download/${encodeURIComponent(file.name)}`,
    channels: file.channels,
  };
}
