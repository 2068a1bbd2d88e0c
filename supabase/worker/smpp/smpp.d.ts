/** What the house uses of `smpp` 0.5.1: its tables and its PDUs. Its sessions are not used (see codec.ts). */
declare module "smpp" {
  type Fields = Record<string, string | number | Buffer | undefined>;
  class PDU {
    constructor(command: string | Buffer, fields?: Fields);
    static maxLength: number;
    command: string;
    command_id: number;
    command_status: number;
    sequence_number: number;
    [field: string]: unknown;
    isResponse(): boolean;
    toBuffer(): Buffer;
  }
  const smpp: {
    PDU: typeof PDU;
    errors: Readonly<Record<string, number>>;
    filters: { message: { decode(value: unknown): unknown } };
    gsmCoder: { decode(octets: Buffer, table: number): string };
  };
  export = smpp;
}
