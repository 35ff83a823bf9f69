/** How LINE WORKS is, for everybody. A public page can say no more than this. */
export const SERVICE_CONDITIONS = ['operational', 'degraded', 'outage', 'maintenance', 'unknown'] as const
export type ServiceCondition = (typeof SERVICE_CONDITIONS)[number]

/** How it is for one viewer, seen from one vantage. */
export const VIEWER_CONDITIONS = [...SERVICE_CONDITIONS, 'company_network', 'account_or_device'] as const
export type ViewerCondition = (typeof VIEWER_CONDITIONS)[number]

/** Whose fault one round of looks from one vantage shows. `none`: nothing is wrong; `unknown`: the looks do not tell. */
export const CULPRITS = [
  'service',
  'company-network',
  'proxy',
  'account-or-device',
  'maintenance',
  'none',
  'unknown',
] as const
export type Culprit = (typeof CULPRITS)[number]

/** The parts of LINE WORKS that can fail apart; `all` is every service. */
export const COMPONENTS = [
  'login',
  'talk',
  'mail',
  'calendar',
  'drive',
  'admin',
  'api',
  'board',
  'contacts',
  'meeting',
  'all',
] as const
export type Component = (typeof COMPONENTS)[number]
