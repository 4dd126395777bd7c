import type {
  AuditorService,
  AuthService,
  DatabaseService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Extensions } from './extensionPoints';
import type { Metrics } from './metrics/metrics';
import type { Clock } from './time/clock';

/** What the plugin is made of. */
export interface PodHealthDeps {
  readonly auditor: AuditorService;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly config: Config;
  readonly database: DatabaseService;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly permissions: PermissionsService;
  readonly userInfo: UserInfoService;
  readonly extensions: Extensions;
  /** Nothing is measured unless given. */
  readonly metrics?: Metrics;
  /** The machine's, unless a test brings its own. */
  readonly clock?: Clock;
}
