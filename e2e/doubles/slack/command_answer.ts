import { dict, text } from "../ground/json.ts";
import { readContent } from "./content.ts";
import type { Ack } from "./delivery.ts";
import { post } from "./messages.ts";
import { ApiRefusal } from "./refusal.ts";
import type { Channel, Person, Workspace } from "./workspace.ts";

/** Shows what the acknowledgement of a command says, or that the command failed. */
export async function showCommandAnswer(
  workspace: Workspace,
  person: Person,
  channel: Channel,
  line: string,
  ack: Ack,
): Promise<void> {
  const onlyFor = person.id;
  if (ack.how !== "in time") {
    const error = ack.how === "late" ? "operation_timeout" : "dispatch_failed";
    const words = `${line.split(" ")[0]} failed with the error "${error}"`;
    post(workspace, channel, { user: "USLACKBOT", text: words, onlyFor });
    return;
  }
  const body = typeof ack.body === "string" ? { text: ack.body } : dict(ack.body);
  if (!text(body.text) && !body.blocks) return;
  try {
    const said = await readContent(workspace, body);
    const everyone = body.response_type === "in_channel";
    post(workspace, channel, {
      user: workspace.app.botUser,
      ...said,
      onlyFor: everyone ? undefined : onlyFor,
    });
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    workspace.violations.add("ack_content", error.message);
  }
}
