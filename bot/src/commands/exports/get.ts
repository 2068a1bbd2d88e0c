import { z } from "zod";
import { findResource, namesLike } from "../../engine/find.ts";
import { defineCommand } from "../../registry/registry.ts";
import { awaitedFile } from "./file.ts";

/** `export get`: the file of an export that is ready, or will be soon. */
export const exportGet = defineCommand({
  name: "export get",
  feature: "exports",
  words: {
    title: { zh: "获取导出文件", en: "Get a file" },
    description: {
      zh: "获取已导出的文件，只发给您本人",
      en: "The file of one of your exports, for you alone",
    },
    options: { export: { zh: "名称或编号", en: "Name or id" } },
  },
  input: z.object({ export: z.string().trim().min(1).max(120) }),
  positional: ["export"],
  permission: null,
  reads: false,
  audience: "person",
  suggests: { export: (context, typed) => namesLike(context, typed, ["export"], ["done"]) },
  async run(context, input) {
    const { id } = await findResource(context, input.export, ["done"], ["export"]);
    return awaitedFile(context, id);
  },
});
