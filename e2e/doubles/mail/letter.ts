/** A mail as whoever gets it reads it. */
export interface Letter {
  /** Of the envelope: who it is from and whom it goes to. */
  readonly sender: string;
  readonly recipients: readonly string[];
  /** The headers by their small names, unfolded and decoded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
}

type Part = { headers: Record<string, string>; body: string };

/** `=?utf-8?B?…?=` and `=?utf-8?Q?…?=`; between two of them white space is none. */
const decoded = (header: string) =>
  header
    .replace(/(\?=)\s+(?==\?)/g, "$1")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, kind: string, text: string) =>
      kind.toLowerCase() === "b" ? Buffer.from(text, "base64").toString() : quoted(text.replaceAll("_", " ")),
    );

const quoted = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, "")
      .replace(/=([0-9A-F]{2})/gi, (_byte, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString();

function partOf(raw: string): Part {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at).toLowerCase(), decoded(line.slice(at + 1).trim())];
    }),
  );
  return { headers, body: raw.slice(end + 4) };
}

function wordsOf({ headers, body }: Part): string {
  const encoding = headers["content-transfer-encoding"]?.toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64").toString();
  return encoding === "quoted-printable" ? quoted(body) : body;
}

/** What stands in the bytes of a mail. */
export function letterOf(raw: string, sender: string, recipients: readonly string[]): Letter {
  const whole = partOf(raw);
  const boundary = /boundary="?([^";]+)/.exec(whole.headers["content-type"] ?? "")?.[1];
  const parts = boundary
    ? whole.body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => partOf(part.replace(/^\r\n/, "")))
    : [whole];
  const ofType = (type: string) => {
    const part = parts.find(({ headers }) => (headers["content-type"] ?? "text/plain").startsWith(type));
    return part ? wordsOf(part).replaceAll("\r\n", "\n") : "";
  };
  return {
    sender,
    recipients,
    headers: whole.headers,
    text: ofType("text/plain"),
    html: ofType("text/html"),
  };
}
