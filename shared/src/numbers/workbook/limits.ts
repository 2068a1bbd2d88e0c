/** What a workbook may make its reader keep or do. Checked before anything is kept: a workbook of 5 MB can hold 5 GB. */
export const WORKBOOK_LIMITS = {
  /** Entries of the archive and bytes of its directory. Each picture of a sheet is an entry. */
  entries: 20_000,
  directory_bytes: 4 * 1024 * 1024,
  /** Bytes, inflated, of all entries that are read. A sheet of a million rows with ten columns has 0.5 GB. */
  bytes: 1024 * 1024 * 1024,
  /** The same where all sheets are read: five of a million rows with ten columns. They are streamed, so it is time that this bounds. */
  all_bytes: 3 * 1024 * 1024 * 1024,
  /** Bytes, inflated, of each entry that is held whole: the list of sheets, its relations, the styles. */
  head_bytes: 8 * 1024 * 1024,
  /** Shared texts, and their bytes in UTF-8: three million different texts of 40 bytes fit. */
  texts: 5_000_000,
  text_bytes: 128 * 1024 * 1024,
  /** Characters of a cell. A spreadsheet has 32,767 at most; escapes are longer than what they stand for. */
  cell_chars: 65_536,
  /** Characters of a row. A line of a number file has 4,096 at most. */
  row_chars: 1024 * 1024,
  /** Rows and cells of a row in the format itself. Which of them may be filled, `MAX_COLUMNS` says. */
  rows: 1_048_576,
  cells: 16_384,
} as const;
