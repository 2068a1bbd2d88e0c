import type bolt from "@slack/bolt";
import { say } from "@tidings/shared/locale.ts";
import type { Inflight } from "../../chat/inflight.ts";
import { missingOption, options } from "../../options.ts";
import { type AnyCommand, findCommand } from "../../registry.ts";
import { inputProblems } from "../../run.ts";
import { withRetry } from "./calls.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { type FormNote, formView } from "./form.ts";
import { formInput, type SlackFile, type ViewValue } from "./form_input.ts";
import { answerMention, readNote, tell } from "./handlers.ts";
import { beforeForm, type Hint, open, person } from "./person.ts";
import { handleSubmission } from "./submission.ts";
import { formSubmission, keptFile } from "./submissions.ts";

const NEEDED = { zh: "请填写此项。", en: "This is needed." };

/** Submitted forms, and the message shortcut that opens a form for the message's file. */
export function onForms(app: bolt.App, context: SlackContext, inflight: Inflight): void {
  app.view<bolt.ViewSubmitAction>("form", async ({ body, view, ack }) => {
    const note = readNote<FormNote>(view.private_metadata);
    const command = note ? findCommand(context.dispatcher.commands, note.command) : null;
    if (!note || !command) return ack();
    const typed = formInput(command, view.state.values as Record<string, Record<string, ViewValue>>);
    const raw = { ...note.files, ...typed };
    const lacked = missingOption(command, raw);
    const errors = {
      ...inputProblems(command, withoutFiles(command, raw), note.locale),
      ...(lacked === null ? {} : { [lacked]: say(NEEDED, note.locale) }),
    };
    if (Object.keys(errors).length > 0) return ack({ response_action: "errors", errors });
    inflight.start("slack.form", () =>
      handleSubmission(context, formSubmission(context, { body, ack, note, command, raw })),
    );
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
        ...(files[0] ? { files: { file: keptFile(files[0]) } } : {}),
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

/** The values that are checked before the run: files are opened by it. */
function withoutFiles(command: AnyCommand, raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const files = options(command).flatMap(({ name, kind }) => (kind === "file" ? [name] : []));
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !files.includes(name)));
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
