/**
 * Rows as a CSV file (RFC 4180) that a spreadsheet opens as what it says: a cell that a spreadsheet would work out as a formula
 * has an apostrophe in front of it, because what stands in it was written by whoever posts events. It begins with a byte order
 * mark, so that Welsh letters stay what they are.
 */
export const csvText = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠|]/u

function cell(text: string): string {
  const plain = FORMULA.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n;\t]/.test(plain) || plain !== plain.trim() ? `"${plain.replaceAll('"', '""')}"` : plain
}
