import { Content, Header, Page } from '@backstage/core-components';
import { useMessages } from '../i18n/useMessages';
import { OverviewPage } from './OverviewPage';

/** The page of apps of the old frontend system, which put no header above it. */
export function PodHealthPage() {
  const { say } = useMessages();
  return (
    <Page themeId="tool">
      <Header title={say('overview.title')} />
      <Content>
        <OverviewPage />
      </Content>
    </Page>
  );
}
