// The pages that the tests visit, held against the router's own list: a new page without a visit is found out.
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What answers a GET and is no page of its own, with the reason. */
export const noPages = {
  '/': 'leads to the first page of whoever asks',
  '/language': 'sets the language and leads back',
  '/window/live': 'a stream into the page of the same name',
  '/desk/live': 'a stream',
  '/hall/live': 'a stream',
  '/t/{code}/live': 'a stream',
  '/admin/security.csv': 'a file',
  '/file/{hash}': 'a file',
  '/ca/file': 'a file',
  '/static/{*path}': 'a file',
  '/healthz': 'for machines',
  '/readyz': 'for machines',
  '/metrics': 'for machines',
  '/api/openapi.json': 'for machines',
};

/**
 * Each page: whoever opens it, and the addresses at which it is looked at. `seen` holds what the hall filled in meanwhile.
 * A sheet is visited as the page that it is without script; the walks look at it as a sheet.
 */
export const visits = (seen) => ({
  '/sign-on': { as: 'nobody', at: ['/sign-on', '/sign-on?staff=0203', '/sign-on?ended=1&then=/window'] },
  '/lock': { as: 'locked', at: ['/lock'] },
  '/me': { as: 'admin', at: ['/me'] },
  '/shortcuts': { as: 'admin', at: ['/shortcuts'] },
  '/window': { as: 'serving', at: ['/window'] },
  '/window/pause': { as: 'idle', at: ['/window/pause'] },
  '/window/close': { as: 'idle', at: ['/window/close'] },
  '/window/chosen': { as: 'choosing', at: ['/window/chosen'] },
  '/window/missed': { as: 'idle', at: ['/window/missed'] },
  '/window/transfer': { as: 'serving', at: ['/window/transfer'] },
  '/window/park': { as: 'serving', at: ['/window/park'] },
  '/window/cancel': { as: 'serving', at: ['/window/cancel'] },
  '/desk': { as: 'guide', at: ['/desk'] },
  '/issue': { as: 'guide', at: ['/issue'] },
  '/slip/{ticket}': { as: 'guide', at: [seen.slip] },
  '/hall': { as: 'admin', at: ['/hall'] },
  '/hall/lend': { as: 'admin', at: ['/hall/lend?window=2'] },
  '/hall/urgent': { as: 'admin', at: ['/hall/urgent'] },
  '/hall/end': { as: 'admin', at: ['/hall/end'] },
  '/hall/window/{window}': { as: 'admin', at: ['/hall/window/2'] },
  '/admin': { as: 'admin', at: ['/admin'] },
  '/admin/hall': { as: 'admin', at: ['/admin/hall'] },
  '/admin/hours': { as: 'admin', at: ['/admin/hours'] },
  '/admin/hours/day': { as: 'admin', at: ['/admin/hours/day'] },
  '/admin/calendar': { as: 'admin', at: ['/admin/calendar'] },
  '/admin/calendar/preview': { as: 'admin', at: ['/admin/calendar/preview'] },
  '/admin/parameters': { as: 'admin', at: ['/admin/parameters'] },
  '/admin/parameters/{key}': { as: 'admin', at: ['/admin/parameters/queue.calls', '/admin/parameters/notice.delay'] },
  '/admin/groups': { as: 'admin', at: ['/admin/groups'] },
  '/admin/groups/new': { as: 'admin', at: ['/admin/groups/new'] },
  '/admin/groups/{code}': { as: 'admin', at: ['/admin/groups/social'] },
  '/admin/services': { as: 'admin', at: ['/admin/services'] },
  '/admin/services/new': { as: 'admin', at: ['/admin/services/new'] },
  '/admin/services/{code}': { as: 'admin', at: ['/admin/services/SB01'] },
  '/admin/windows': { as: 'admin', at: ['/admin/windows'] },
  '/admin/windows/new': { as: 'admin', at: ['/admin/windows/new'] },
  '/admin/windows/{number}': { as: 'admin', at: ['/admin/windows/2'] },
  '/admin/staff': { as: 'admin', at: ['/admin/staff'] },
  '/admin/staff/new': { as: 'admin', at: ['/admin/staff/new'] },
  '/admin/staff/{number}': { as: 'admin', at: ['/admin/staff/0203', `/admin/staff/${seen.newcomer}`] },
  '/admin/staff/{number}/badge': { as: 'admin', at: ['/admin/staff/0203/badge', `/admin/staff/${seen.newcomer}/badge`] },
  '/admin/roles': { as: 'admin', at: ['/admin/roles'] },
  '/admin/roles/new': { as: 'admin', at: ['/admin/roles/new'] },
  '/admin/roles/{code}': { as: 'admin', at: ['/admin/roles/role-clerk', seen.role] },
  '/admin/sign-ons': { as: 'admin', at: ['/admin/sign-ons'] },
  '/admin/security': { as: 'admin', at: ['/admin/security', '/admin/security?who=nobody'] },
  '/admin/devices': { as: 'admin', at: ['/admin/devices'] },
  '/admin/devices/new': { as: 'admin', at: ['/admin/devices/new'] },
  '/admin/devices/{device}': { as: 'admin', at: [`/admin/devices/${seen.device}`] },
  '/admin/tokens': { as: 'admin', at: ['/admin/tokens'] },
  '/admin/tokens/new': { as: 'admin', at: ['/admin/tokens/new'] },
  '/admin/tokens/{token}': { as: 'admin', at: [`/admin/tokens/${seen.token}`] },
  '/admin/texts': { as: 'admin', at: ['/admin/texts'] },
  '/admin/texts/{key}': { as: 'admin', at: ['/admin/texts/kiosk-home-question'] },
  '/admin/slip': { as: 'admin', at: ['/admin/slip'] },
  '/admin/transfer': { as: 'admin', at: ['/admin/transfer'] },
  '/admin/planned': { as: 'admin', at: ['/admin/planned'] },
  '/admin/history': { as: 'admin', at: ['/admin/history', '/admin/history?kind=group'] },
  '/t/{code}': { as: 'nobody', at: [seen.ticket] },
  '/g/{service}': { as: 'nobody', at: ['/g/SB01'] },
  '/s/{staff}': { as: 'nobody', at: ['/s/0203'] },
  '/ca': { as: 'nobody', at: ['/ca'] },
});

/** Pages that no route of their own has: what is refused, unknown or gone, and a window before and between tickets. */
export const beside = [
  { as: 'nobody', at: ['/nowhere', '/t/00000000000000000000000000', '/g/NOTHING', '/s/9999'] },
  { as: 'idle', at: ['/window', '/admin', '/hall'] },
  { as: 'choosing', at: ['/window'] },
  { as: 'forced', at: ['/me'] },
  { as: 'admin', at: ['/nowhere', '/admin/groups/nothing', '/admin/services/nothing', '/admin/windows/99', '/admin/staff/9999', '/admin/roles/nothing', '/admin/devices/nothing', '/admin/tokens/nothing', '/admin/texts/nothing', '/admin/parameters/nothing', '/slip/999'] },
];

/** Every address that answers a GET, read from the router itself. */
export async function routes() {
  const source = await readFile(join(top, 'hub', 'src', 'web', 'router.rs'), 'utf8');
  return [...source.matchAll(/^\s*GET\s+"([^"]+)"\s+([A-Za-z]+)/gm)].map(([, path, needs]) => ({ path, isPublic: needs === 'Public' }));
}

/** The Chinese words, which the pages about the words themselves show in both languages. */
export const chineseWords = () => readFile(join(top, 'protocol', 'words', 'zh-CN.ftl'), 'utf8');

/** Every key of the words, to find one that stands on a page instead of its words. */
export async function keys() {
  const words = await chineseWords();
  return new Set([...words.matchAll(/^([a-z][a-z0-9-]*-[a-z0-9-]+) =/gm)].map(([, key]) => key));
}

/** Everything that the demo hall itself says in Chinese and has no English for: names, papers, laws, notices. */
export async function ownWords() {
  const demo = join(top, 'deploy', 'demo');
  const files = (await readdir(demo, { recursive: true })).filter((name) => /\.(csv|toml|md)$/.test(name));
  return (await Promise.all(files.map((name) => readFile(join(demo, name), 'utf8')))).join('\n');
}
