import type bolt from "@slack/bolt";
import { say } from "@tidings/shared/locale.ts";
import type { Inflight } from "../../chat/inflight.ts";
import { missingOption } from "../../options.ts";
import { findCommand } from "../../registry.ts";
import { inputProblems } from "../../run.ts";
import { withRetry } from "./calls.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { type FormNote, formInput, formView, type SlackFile, type ViewValue } from "./form.ts";
import { answerMention, readNote, runForm, tell } from "./handlers.ts";
import { beforeForm, type Hint, open, person } from "./person.ts";

const NEEDED = { zh: "请填写此项。", en: "This is needed." };

/** Submitted forms, and the message shortcut that opens a form for the message's file. */
export function onForms(app: bolt.App, context: SlackContext, inflight: Inflight): void {
  app.view("form", async ({ body, view, ack }) => {
    const note = readNote<FormNote>(view.private_metadata);
    const command = note ? findCommand(context.dispatcher.commands, note.command) : null;
    if (!note || !command) return ack();
    const raw = formInput(command, view.state.values as Record<string, Record<string, ViewValue>>);
    const lacked = missingOption(command, note.fileId === undefined ? raw : { ...raw, file: note.fileId });
    const { file: _file, ...texts } = raw;
    const errors = {
      ...inputProblems(command, texts, note.locale),
      ...(lacked === null ? {} : { [lacked]: say(NEEDED, note.locale) }),
    };
    if (Object.keys(errors).length > 0) return ack({ response_action: "errors", errors });
    await ack();
    inflight.start("slack.form", () => {
      const target: MessageTarget = {
        channel: note.channel,
        user: body.user.id,
        responseUrl: note.responseUrl,
      };
      return runForm(context, person(body.team?.id, body.user.id, note.locale), target, command, raw, note);
    });
  });

  app.shortcut<bolt.MessageShortcut>("tidings_send", async ({ body, ack }) => {
    await ack();
    inflight.start("slack.shortcut", async () => {
      const command = findCommand(context.dispatcher.commands, "send");
      const files = (body.message.files ?? []) as SlackFile[];
      if (!command) return;
      const who = person(body.team?.id, body.user.id, "zh-CN");
      const note: FormNote = {
        command: "send",
        channel: body.channel.id,
        locale: context.dispatcher.localeOf(who),
        responseUrl: body.response_url,
        ...(files[0] ? { fileId: files[0].id } : {}),
      };
      const refusal = await beforeForm(context, who, command);
      if (!refusal) return open(context.client, body.trigger_id, formView(command, {}, note));
      const target: MessageTarget = {
        channel: body.channel.id,
        user: body.user.id,
        responseUrl: body.response_url,
      };
      await tell(context, who, target, refusal);
    });
  });
}

/** Mentions of the bot, with or without a file. */
export function onMentions(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  app.event("app_mention", async ({ event, body }) => {
    const user = event.user;
    if (user === undefined) return;
    inflight.start("slack.mention", async () => {
      const own = ((event as { files?: SlackFile[] }).files ?? []) as SlackFile[];
      const target: MessageTarget = {
        channel: event.channel,
        user,
        thread: event.thread_ts ?? event.ts,
        threadIsNew: event.thread_ts === undefined,
      };
      const files =
        own.length > 0 || !event.thread_ts ? own : await threadFiles(context, event.channel, event.thread_ts);
      const who = person(body.team_id, user, await hint(user));
      await answerMention(context, who, target, { text: event.text, files, eventId: body.event_id });
    });
  });
}

/** The files of a thread, the newest first: for "@Tidings send …" below a message with a file. */
async function threadFiles(context: SlackContext, channel: string, ts: string): Promise<SlackFile[]> {
  const { messages } = await withRetry(() =>
    context.client.conversations.replies({ channel, ts, limit: 50 }),
  );
  return (messages ?? []).flatMap((message) => (message.files ?? []) as SlackFile[]).reverse();
}
