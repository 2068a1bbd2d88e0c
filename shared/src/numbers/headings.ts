/**
 * Names under which values come: headings of columns, and of typed values. They are shown in chats, tables and exports, and a template's
 * parameter may be filled by any of them. So they are letters, digits, underscores and the punctuation of headings that people
 * write (`金额(元)`, `Order No.`, `*手机号`); never a mark-up, a formula, a line break or an invisible mark. `private.is_heading` in the
 * database has the same rule; the parameters of templates themselves are stricter (`isParameterName`).
 */
const LETTERS =
  "0-9A-Za-z_\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff\\u0400-\\u04ff\\u3005\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uff10-\\uff19\\uff21-\\uff3a\\uff41-\\uff5a";
const MARKS =
  " .,/()#%*?:&\\u005b\\u005d\\u00b7\\u3001\\u3010\\u3011\\uff08\\uff09\\uff0c\\uff0f\\uff1a\\uff1f";
/** A first hyphen would begin a formula. */
const HEADING = new RegExp(`^[${LETTERS}${MARKS}][${LETTERS}${MARKS}-]{0,63}$`);

/** Is this a name under which a value may come? */
export function isHeading(name: string): boolean {
  return HEADING.test(name);
}
