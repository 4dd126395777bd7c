import { ErrorPanel } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import { portalTranslationRef } from '../translation';

/** Says why signing in failed, and leads back to the choice. */
export function SignInFailed(props: { error?: Error; onAgain: () => void }) {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <Box p={4} maxWidth={720} mx="auto">
      <ErrorPanel
        title={t('signIn.failed')}
        error={props.error ?? new Error(t('signIn.failed'))}
      />
      <Box mt={2}>
        <Button variant="contained" color="primary" onClick={props.onAgain}>
          {t('signIn.again')}
        </Button>
      </Box>
    </Box>
  );
}
