/**
 * The version of the wires: events, boards, the council at a glance and the files of a pack. It is raised by whoever changes
 * what crosses one of them; `version.test.ts` fails until it is, and `docs/contract.md` says what changed.
 */
export const CONTRACT_VERSION = 5
