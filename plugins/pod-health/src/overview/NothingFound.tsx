import Button from '@material-ui/core/Button';
import { Banner } from '../common/Banner';
import { useMessages } from '../i18n/useMessages';
import { isFiltered, type Filters } from './filters';

/** Why there is no row, and what to do about it. */
export function NothingFound(props: {
  readonly filters: Filters;
  readonly onClear: () => void;
}) {
  const { say } = useMessages();
  const { owner, ...others } = props.filters;
  const isOnlyMine = owner === 'me' && !isFiltered(others);
  if (!isFiltered(props.filters)) {
    return <Banner tone="unknown">{say('overview.empty')}</Banner>;
  }
  return (
    <Banner
      tone="unknown"
      actions={
        <Button variant="outlined" size="small" onClick={props.onClear}>
          {say(isOnlyMine ? 'overview.showAll' : 'overview.clear')}
        </Button>
      }
    >
      {say(isOnlyMine ? 'overview.emptyMine' : 'overview.emptyFiltered')}
    </Banner>
  );
}
