import { randomInt } from 'node:crypto'

/**
 * What a display shows and a person compares or types: no letter that is mistaken for a digit or another letter, and no vowel,
 * so that it never spells a word. Twenty to the sixth is 64 million; it lives for ten minutes, and only a manager may use it.
 */
const ALPHABET = '23456789CFGHJMPQRVWX'
const LENGTH = 6

export const makePairingCode = (): string => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

export const isPairingCode = (text: string): boolean => text.length === LENGTH && [...text].every((letter) => ALPHABET.includes(letter))
