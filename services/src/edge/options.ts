import * as z from 'zod'
import { BOARDS } from './access.ts'

/**
 * Every variable that Weir reads from its environment, in one table. A process parses its part in its first line, hears of
 * all bad variables at once by name and reason, never by value, and stops. `.env.example`, the README's table and the
 * compose file are checked against this one.
 */
const portError = { error: 'must be a port number, from 0 to 65535' }
const port = z.coerce.number(portError).int(portError).min(0, portError).max(65535, portError)

export const OPTIONS = {
  WEIR_PACK: { schema: z.string().min(1).optional(), says: 'folder of the pack that describes the council' },
  WEIR_DATA: { schema: z.string().min(1).default('data'), says: 'folder for what Weir keeps when it is embedded: ledger, Redis, keys' },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    says: 'PostgreSQL 15 or later as the ledger; without it, PGlite in the data folder',
  },
  REDIS_URL: { schema: z.url({ protocol: /^rediss?$/ }).optional(), says: 'Redis 7 or later with noeviction and AOF; without it, a private redis-server' },
  WEIR_HOST: { schema: z.string().min(1).default('127.0.0.1'), says: 'address to listen on; loopback unless told otherwise' },
  WEIR_PORT: { schema: port.default(7300), says: 'port of the wall: gateway, sockets and pages; 0 takes a free one' },
  WEIR_INTAKE_PORT: { schema: port.default(7301), says: 'port of the intake, where sources post their events; 0 takes a free one' },
  WEIR_BOARDS: {
    schema: z.enum(BOARDS).optional(),
    says: 'who reads boards: open (whoever reaches the gateway) or enrolled (screens with a token, and managers); without it, open on loopback and enrolled elsewhere',
  },
  WEIR_KEY_FILE: {
    schema: z.string().min(1).optional(),
    says: 'file with the keys of the pseudonyms, outside the database; by default keys.json in the data folder',
  },
  WEIR_LOG: { schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'), says: 'how much is logged, to standard error' },
} as const

export type OptionName = keyof typeof OPTIONS
type Schemas = { readonly [K in OptionName]: (typeof OPTIONS)[K]['schema'] }
export type Options<K extends OptionName, R extends K = never> = { readonly [N in K]: N extends R ? NonNullable<z.output<Schemas[N]>> : z.output<Schemas[N]> }

export class BadOptions extends Error {
  constructor(faults: readonly string[]) {
    super(`Weir cannot start:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  }
}

/** The named part of the environment, some of it required. Throws one error that lists every bad variable and why, without its value. */
export function readOptions<K extends OptionName, R extends K = never>(
  names: readonly K[],
  env: Readonly<Record<string, string | undefined>>,
  required: readonly R[] = [],
): Options<K, R> {
  const faults: string[] = []
  const read: Partial<Record<OptionName, unknown>> = {}
  for (const name of names) {
    const parsed = OPTIONS[name].schema.safeParse(env[name] === '' ? undefined : env[name])
    if (parsed.success && parsed.data === undefined && (required as readonly OptionName[]).includes(name))
      faults.push(`${name}: is required here (${OPTIONS[name].says})`)
    else if (parsed.success) read[name] = parsed.data
    else faults.push(`${name}: ${reasonOf(parsed.error)} (${OPTIONS[name].says})`)
  }
  if (faults.length > 0) throw new BadOptions(faults)
  return read as Options<K, R>
}

const reasonOf = (error: z.ZodError): string =>
  error.issues.map((issue) => (issue.code === 'invalid_format' ? `must be a valid ${issue.format}` : issue.message.replace(/, received .*/, ''))).join(', ')
