import type bolt from "@slack/bolt";
import { say } from "@tidings/shared/locale.ts";
import type { Inflight } from "../../chat/inflight.ts";
import { lacking } from "../../options.ts";
import { findCommand } from "../../registry.ts";
import { inputProblems } from "../../run.ts";
import { patiently } from "./calls.ts";
import { type FormNote, formInput, formView, type SlackFile, type ViewValue } from "./form.ts";
import { answerMention, readNote, runForm } from "./handlers.ts";
import { type Hint, open, person } from "./person.ts";
import type { Kit, Spot } from "./reply.ts";

const NEEDED = { zh: "请填写此项。", en: "This is needed." };

/** Submitted forms, and the shortcut that opens one over a message with a file. */
export function onForms(app: bolt.App, kit: Kit, inflight: Inflight): void {
  app.view("form", async ({ body, view, ack }) => {
    const note = readNote<FormNote>(view.private_metadata);
    const command = note ? findCommand(kit.desk.commands, note.command) : null;
    if (!note || !command) return ack();
    const raw = formInput(command, view.state.values as Record<string, Record<string, ViewValue>>);
    const lacked = lacking(command, note.fileId === undefined ? raw : { ...raw, file: note.fileId });
    const { file: _file, ...texts } = raw;
    const errors = {
      ...inputProblems(command, texts, note.locale),
      ...(lacked === null ? {} : { [lacked]: say(NEEDED, note.locale) }),
    };
    if (Object.keys(errors).length > 0) return ack({ response_action: "errors", errors });
    await ack();
    inflight.start("slack.form", () => {
      const spot: Spot = { channel: note.channel, user: body.user.id, responseUrl: note.responseUrl };
      return runForm(kit, person(body.team?.id, body.user.id, note.locale), spot, command, raw, note);
    });
  });

  app.shortcut<bolt.MessageShortcut>("tidings_send", async ({ body, ack }) => {
    await ack();
    inflight.start("slack.shortcut", async () => {
      const command = findCommand(kit.desk.commands, "send");
      const files = (body.message.files ?? []) as SlackFile[];
      if (!command) return;
      const who = person(body.team?.id, body.user.id, "zh-CN");
      const note: FormNote = {
        command: "send",
        channel: body.channel.id,
        locale: kit.desk.localeOf(who),
        responseUrl: body.response_url,
        ...(files[0] ? { fileId: files[0].id } : {}),
      };
      await open(kit.client, body.trigger_id, formView(command, {}, note));
    });
  });
}

/** The bot is mentioned, with or without a file. */
export function onMentions(app: bolt.App, kit: Kit, inflight: Inflight, hint: Hint): void {
  app.event("app_mention", async ({ event, body }) => {
    const user = event.user;
    if (user === undefined) return;
    inflight.start("slack.mention", async () => {
      const own = ((event as { files?: SlackFile[] }).files ?? []) as SlackFile[];
      const spot: Spot = { channel: event.channel, user, thread: event.thread_ts ?? event.ts };
      const files =
        own.length > 0 || !event.thread_ts ? own : await threadFiles(kit, event.channel, event.thread_ts);
      const who = person(body.team_id, user, await hint(user));
      await answerMention(kit, who, spot, { text: event.text, files, eventId: body.event_id });
    });
  });
}

/** The newest file in a thread: "@Tidings send …" under a message that has it. */
async function threadFiles(kit: Kit, channel: string, ts: string): Promise<SlackFile[]> {
  const { messages } = await patiently(() => kit.client.conversations.replies({ channel, ts, limit: 50 }));
  return (messages ?? []).flatMap((message) => (message.files ?? []) as SlackFile[]).reverse();
}
