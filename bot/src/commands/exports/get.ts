import { w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { awaitedFile } from "../../engine/drawn/export_file.ts";
import { findResource, namesLike } from "../../engine/find.ts";
import { defineCommand } from "../../registry/registry.ts";

/** `export get`: the file of an export that is ready, or will be soon. */
export const exportGet = defineCommand({
  name: "export get",
  feature: "exports",
  words: {
    title: w("获取导出文件", "Get an export"),
    description: w("获取已导出的文件，只发给您本人", "Gets one of your exports; only you see it"),
    options: { export: w("名称或编号", "Name or ID") },
  },
  input: z.object({ export: z.string().trim().min(1).max(120) }),
  positional: ["export"],
  permission: null,
  reads: false,
  audience: "person",
  suggests: { export: (context, typed) => namesLike(context, typed, ["export"], ["done"]) },
  async run(context, input) {
    // A file is fetched, and nothing is changed: a part of its name is enough.
    const { id } = await findResource(context, input.export, ["done"], ["export"], false);
    return awaitedFile(context, id);
  },
});
