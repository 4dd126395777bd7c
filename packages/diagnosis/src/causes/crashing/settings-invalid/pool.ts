import type { Text } from '../../../engine';
import { both } from '../../../engine';

/** Where the settings of a pool of PHP-FPM stand, and what root has to do with it. */
export const POOL: Text = both(
  'PHP-FPM refused the settings of a pool (php-fpm.d/*.conf) before it served anything. Started as root, it needs user and group for each pool; started as another user (runAsUser), it does without them.',
  'PHP-FPM 拒绝了进程池的配置（php-fpm.d/*.conf），尚未提供服务。以 root 启动时，每个进程池都需要设置 user 和 group；以其他用户（runAsUser）启动时则不需要。',
);
