/** The chance of `least` or more of `of`, each with chance `share`: exact, summed from the likelier side. */
export function chanceOfBinomial(of: number, share: number, least: number): number {
  if (least <= 0) return 1
  if (least > of || share <= 0) return 0
  if (share >= 1) return 1
  let term = Math.exp(logChoose(of, least) + least * Math.log(share) + (of - least) * Math.log1p(-share))
  let sum = term
  for (let count = least; count < of && term > sum * 1e-17; count++) {
    term *= ((of - count) / (count + 1)) * (share / (1 - share))
    sum += term
  }
  return Math.min(1, sum)
}

function logChoose(of: number, taken: number): number {
  const fewer = Math.min(taken, of - taken)
  let log = 0
  for (let step = 1; step <= fewer; step++) log += Math.log((of - fewer + step) / step)
  return log
}
