import type { Language } from '@weir/shared/words/language'
import type { Weir } from '#lib/feed/weir.ts'

declare global {
  namespace App {
    interface Locals {
      language: Language
    }
    interface Platform {
      /** the request as Node has it, with what the gateway put on it; absent where another server mounts the wall */
      req?: { weir?: Weir }
    }
  }
}

export {}
