import { z } from 'zod';
import type { Values } from '#root/config/kinds.js';

/** The usual variables of many programs. They are also read in lower case, see `usualProxies`. */
const proxyUrl = z
  .string()
  .transform((url) => (/^[a-z\d]+:\/\//i.test(url) ? url : `http://${url}`))
  .pipe(z.url({ protocol: /^https?$/, error: 'is not an address such as http://user:password@proxy:3128' }));

export const proxyVariables = {
  HTTPS_PROXY: proxyUrl.optional(),
  HTTP_PROXY: proxyUrl.optional(),
  NO_PROXY: z.string().default(''),
};

export type Proxies = ReturnType<typeof toProxies>;

/** Returns the variables that are set in lower case, as many programs read them. */
export function usualProxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = Object.keys(proxyVariables);
  return Object.fromEntries(names.map((name) => [name, env[name.toLowerCase()]]));
}

export function toProxies(env: Values<typeof proxyVariables>) {
  return {
    https: env.HTTPS_PROXY,
    http: env.HTTP_PROXY,
    /** Hosts that are reached directly: `host`, `.domain`, `host:port` or `*`. */
    none: env.NO_PROXY.toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  };
}

/** Returns the passwords in the addresses of proxies. */
export function proxyPasswords({ https, http }: Proxies): string[] {
  return [https, http].flatMap((url) => {
    const { password } = new URL(url ?? 'http://none');
    return password === '' ? [] : [password, decodeURIComponent(password)];
  });
}
