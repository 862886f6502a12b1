import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

export type Log = Logger

/** Logs go to standard error: standard output is data alone. On a terminal they read as sentences, elsewhere as JSON. */
export function createLog(level: string): Log {
  if (!process.stderr.isTTY) return pino({ level }, pino.destination({ dest: 2, sync: true }))
  return pino({ level }, pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' }))
}

export const silentLog: Log = pino({ level: 'silent' })
