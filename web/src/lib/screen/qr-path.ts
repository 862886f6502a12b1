/** The dark squares of a QR code as one path, a unit a square. */
export function qrPath(squares: readonly (readonly boolean[])[]): string {
  return squares
    .map((row, y) =>
      runs(row)
        .map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`)
        .join(''),
    )
    .join('')
}

function runs(row: readonly boolean[]): readonly { readonly x: number; readonly length: number }[] {
  const found: { x: number; length: number }[] = []
  row.forEach((dark, x) => {
    const last = found.at(-1)
    if (!dark) return
    if (last && last.x + last.length === x) last.length++
    else found.push({ x, length: 1 })
  })
  return found
}
