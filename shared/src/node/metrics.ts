/** `GET /metrics` of a program: what it and its process do, for a collector that reads OpenMetrics, as Prometheus does. */
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { collectDefaultMetrics, type OpenMetricsContentType, Registry } from "prom-client";

/** The figures of one program. A label has a value of a short list: never a number, an id of a person or a text. */
export type Metrics = Registry<OpenMetricsContentType>;

export const METRICS_TYPE = Registry.OPENMETRICS_CONTENT_TYPE;

export function makeMetrics(): Metrics {
  const made: Metrics = new Registry<OpenMetricsContentType>();
  made.setContentType(METRICS_TYPE);
  return made;
}

/** What Node says of its process: CPU, memory, the lag of its loop. Once in a process, as it watches from then on. */
export const watchProcess = (register: Metrics): void => collectDefaultMetrics({ register });

/** `prom-client` names no unit, which OpenMetrics has a line for: the ending of the name says it. */
const HEAD = /^# HELP (\S+?(?:_(seconds|bytes))?) (.*)\n# TYPE \S+ (\w+)$/gm;

/** The figures as OpenMetrics text: for each its type, its unit and what it means. */
export async function metricsText(metrics: Metrics): Promise<string> {
  const text = await metrics.metrics();
  return text.replace(HEAD, (_, name: string, unit: string | undefined, means: string, type: string) =>
    [
      `# TYPE ${name} ${type}`,
      ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
      `# HELP ${name} ${means}`,
    ].join("\n"),
  );
}

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

/** What proxies say of themselves or of whom they ask for. */
const FORWARDS = /^(forwarded|via|x-forwarded-.+|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;
const HERE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/** Whether a request was made on this machine, to this machine's own name, and passed on by nobody who says so. */
const isFromHere = ({ socket, headers }: IncomingMessage): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? "") &&
  HERE.test(headers.host ?? "") &&
  !Object.keys(headers).some((name) => FORWARDS.test(name));

/**
 * Whether this request may read the figures: the person who has the token. Where none is set, this machine alone, and only while nobody outside calls the
 * program (`called`): a proxy before it may say nothing of itself. Where it does, by a header or by the host, the request is not from this machine either.
 */
export function mayReadMetrics(
  request: IncomingMessage,
  token: string | undefined,
  called: boolean,
): boolean {
  return token === undefined ? !called && isFromHere(request) : isToken(request.headers.authorization, token);
}

function isToken(header: string | undefined, token: string): boolean {
  const [given, wanted] = [header ?? "", `Bearer ${token}`].map((text) => Buffer.from(text));
  return (
    given !== undefined &&
    wanted !== undefined &&
    given.length === wanted.length &&
    timingSafeEqual(given, wanted)
  );
}
