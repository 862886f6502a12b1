/** What is put to a page to learn how its picture lies: each runs in the page, and answers in numbers and texts. */

/** Of all text that is seen: the least size, where; and how much there is to scroll. */
export const MEASURE = `(() => {
  const seen = (element) => {
    const style = getComputedStyle(element)
    const { width, height } = element.getBoundingClientRect()
    return style.visibility !== 'hidden' && width > 1 && height > 1 && !element.closest('.visually-hidden, .says, [popover]:not(:popover-open)')
  }
  const texts = [...document.querySelectorAll('body *')].filter(
    (element) => seen(element) && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
  const sizes = texts.map((element) => ({ size: parseFloat(getComputedStyle(element).fontSize), text: element.textContent.trim().slice(0, 40) }))
  const root = document.documentElement
  return {
    least: sizes.reduce((a, b) => (b.size < a.size ? b : a), { size: Infinity, text: '' }),
    most: Math.max(...sizes.map(({ size }) => size)),
    over: Math.max(0, root.scrollHeight - innerHeight),
    across: Math.max(0, root.scrollWidth - innerWidth),
  }
})()`
/** Of all text that is seen: what lies on other text, and what is cut through by the edge of what it stands in. */
export const COLLISIONS = `(() => {
  const boxes = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    const holder = node.parentElement
    if (node.textContent.trim() === '' || getComputedStyle(holder).visibility === 'hidden' || holder.closest('.visually-hidden, .says, [popover]')) continue
    let dotted = false
    let [top, bottom, left, right] = [-Infinity, Infinity, -Infinity, Infinity]
    for (let box = holder; box; box = box.parentElement) {
      const { overflowX, overflowY, clipPath, webkitLineClamp } = getComputedStyle(box)
      const rect = box.getBoundingClientRect()
      if (clipPath !== 'none') right = -Infinity
      if (webkitLineClamp !== 'none') dotted = true // it ends in dots, and what follows is out of sight
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, rect.top), Math.min(bottom, rect.bottom)]
      if (overflowX !== 'visible') [left, right] = [Math.max(left, rect.left), Math.min(right, rect.right)]
    }
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) {
      const inset = rect.height * 0.2 // letters do not fill their line
      const height = rect.height - 2 * inset
      const seen = { top: Math.max(top, rect.top + inset), bottom: Math.min(bottom, rect.bottom - inset), left: Math.max(left, rect.left), right: Math.min(right, rect.right) }
      const part = (seen.bottom - seen.top) / height
      if (seen.right - seen.left < 2 || part < (dotted ? 0.5 : 0.15)) continue
      boxes.push({ ...seen, node, text: node.textContent.trim().slice(0, 30), cut: part < 0.85 && !dotted })
    }
  }
  const apart = (a, b) => a.node === b.node || a.right - b.left < 3 || b.right - a.left < 3 || a.bottom - b.top < 3 || b.bottom - a.top < 3
  const on = boxes.flatMap((a, index) => boxes.slice(index + 1).filter((b) => !apart(a, b)).map((b) => a.text + ' on ' + b.text))
  return { on, cut: boxes.filter(({ cut }) => cut).map(({ text }) => text) }
})()`

/** Of what must be seen whole wherever it is: what is not. */
export const NOT_WHOLE = `(() => {
  const frame = document.querySelector('.first').getBoundingClientRect()
  const seen = [...document.querySelectorAll('.first .big .level, .first .fitted li:first-child .sentence, .first .warnings, .first .ahead > ul')]
  return seen.filter((element) => {
    const { top, bottom, height } = element.getBoundingClientRect()
    return height > 0 && (top < frame.top - 1 || bottom > frame.bottom + 1)
  }).map((element) => element.className + ' ' + element.textContent.trim().slice(0, 40))
})()`
/** Streams that lie on the water of their pool. */
export const ON_WATER = `[...document.querySelectorAll('svg[data-surface]')].filter((pool) => {
  const boxes = (selector) => [...pool.querySelectorAll(selector)].map((part) => part.getBoundingClientRect())
  return boxes('.is, rect.usual').some((stream) => boxes('g > rect').some((water) => stream.right > water.left + 1 && stream.left < water.right - 1))
}).length`

/** What fits is found out when it is drawn, and drawn with the next frame. */
export const TWO_FRAMES = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))'

export interface Measured {
  readonly least: { readonly size: number; readonly text: string }
  readonly most: number
  readonly over: number
  readonly across: number
}
