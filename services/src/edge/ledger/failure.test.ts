import { describe, expect, it } from 'vitest'
import { isWorld } from '../trouble.ts'
import { failure, told } from './failure.ts'

const databaseError = (message: string, code: string) =>
  Object.assign(new Error(message), {
    severity: 'ERROR',
    code,
    detail: 'Key (person)=(John Smith)',
    where: 'John Smith',
    params: ['John Smith'],
    query: 'select',
  })

const everythingIn = (error: unknown): string =>
  error instanceof Error ? [error.message, JSON.stringify(error), everythingIn(error.cause)].join(' ') : String(error)

describe('a failure of the ledger', () => {
  it('says what could not be done and why, and nothing of the values', () => {
    const error = failure('append', databaseError('duplicate key value', '23505'))
    expect(everythingIn(error)).toMatch(/^The ledger could not append: duplicate key value/)
    expect(everythingIn(error)).not.toContain('Smith')
  })

  it('says so of text that cannot be stored, whose message would repeat it', () => {
    for (const code of ['22021', '22P02', '22P05']) {
      const error = failure('append', databaseError('invalid input syntax: "John Smith"', code))
      expect(everythingIn(error)).toContain('NUL')
      expect(everythingIn(error)).not.toContain('Smith')
    }
  })

  it('shows the trouble of the world as such, so that it is tried again', () => {
    expect(isWorld(failure('append', databaseError('the system is shutting down', '57P01')))).toBe(true)
    expect(isWorld(failure('append', databaseError('canceling statement due to lock timeout', '55P03')))).toBe(true)
    expect(isWorld(failure('append', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })))).toBe(true)
    expect(isWorld(failure('append', new Error('Connection terminated unexpectedly')))).toBe(true)
    expect(isWorld(failure('append', new Error('Query read timeout')))).toBe(true)
    expect(isWorld(failure('append', databaseError('syntax error', '42601')))).toBe(false)
  })

  it('leaves a bug as it is', async () => {
    const bug = new TypeError('undefined is not a function')
    await expect(told('append', Promise.reject(bug))).rejects.toBe(bug)
  })
})
