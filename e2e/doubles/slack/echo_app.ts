import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import type { SlackDouble } from "./double.ts";

/** A real Bolt app against the double, for the double's own tests. */
export type EchoApp = { app: App; stop(): Promise<void> };

/** Starts Bolt with its HTTP receiver and tells the double its request URL. */
export async function startHttpApp(slack: SlackDouble, teach: (app: App) => void): Promise<EchoApp> {
  const env = slack.env();
  const receiver = new HTTPReceiver({
    signingSecret: env.SLACK_SIGNING_SECRET ?? "",
    logLevel: LogLevel.ERROR,
    logger: quiet,
  });
  const app = new App({
    token: env.SLACK_BOT_TOKEN,
    receiver,
    logger: quiet,
    clientOptions: { slackApiUrl: env.SLACK_API_URL, retryConfig: { retries: 0 } },
  });
  teach(app);
  const server = await receiver.start({ port: 0, host: "127.0.0.1" });
  slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return { app, stop: () => receiver.stop() as Promise<void> };
}

/** Starts Bolt in Socket Mode. */
export async function startSocketApp(slack: SlackDouble, teach: (app: App) => void): Promise<EchoApp> {
  const env = slack.env({ socketMode: true });
  const clientOptions = { slackApiUrl: env.SLACK_API_URL };
  const receiver = new SocketModeReceiver({
    appToken: env.SLACK_APP_TOKEN ?? "",
    logger: quiet,
    clientPingTimeout: 300,
    installerOptions: { clientOptions },
  });
  const app = new App({ token: env.SLACK_BOT_TOKEN, receiver, logger: quiet, clientOptions });
  teach(app);
  await app.start();
  return { app, stop: () => app.stop() as Promise<void> };
}

/** A logger that says nothing. */
export const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
