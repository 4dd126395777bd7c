import { Link } from '@backstage/core-components';
import {
  humanizeEntityRef,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import type { OverviewRow } from 'backstage-plugin-pod-health-common';
import { memo } from 'react';
import { ToneIcon } from '../common/ToneIcon';
import { sentenceOf } from '../errors/problem';
import type { Say } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { numberText } from '../text/numbers';
import { visibleText } from '../text/visibleText';
import { TAB_PATH } from '../routes';
import { useOverviewStyles } from './overviewStyles';
import { STATE_TONES, stateOfRow } from './rowState';

/** One entity: how it is, why, and the way to its tab. */
export const OverviewRowView = memo(
  (props: {
    readonly row: OverviewRow;
    /** Whether the column of systems is shown. */
    readonly withSystem: boolean;
  }) => {
    const { row, withSystem } = props;
    const classes = useOverviewStyles();
    const { say } = useMessages();
    const state = stateOfRow(row);
    return (
      <TableRow className={classes.row}>
        <TableCell className={`${classes.cell} ${classes.state}`}>
          <span className={classes.pill}>
            <ToneIcon tone={STATE_TONES[state]} size="small" />
            {say(`overview.state.${state}`)}
          </span>
        </TableCell>
        <NameCell row={row} />
        <PodsCell row={row} />
        <TableCell
          className={`${classes.cell} ${classes.text} ${classes.wide}`}
        >
          <Why row={row} />
        </TableCell>
        <ReferenceCell reference={row.owner} defaultKind="group" />
        {withSystem && (
          <ReferenceCell reference={row.system} defaultKind="system" />
        )}
      </TableRow>
    );
  },
);

function NameCell({ row }: { readonly row: OverviewRow }) {
  const classes = useOverviewStyles();
  const linkOf = useEntityRefLink();
  const { kind, namespace } = parseEntityRef(row.entity);
  const where = namespace === 'default' ? kind : `${kind} · ${namespace}`;
  return (
    <TableCell
      component="th"
      scope="row"
      role="rowheader" // without it MUI makes it a plain cell
      className={`${classes.cell} ${classes.service}`}
    >
      <Link to={`${linkOf(row.entity)}${TAB_PATH}`} className={classes.name}>
        {visibleText(row.title)}
      </Link>
      <div className={classes.small}>
        {visibleText([where, row.lifecycle].filter(Boolean).join(' · '))}
      </div>
      <div className={`${classes.text} ${classes.narrow}`}>
        <Why row={row} />
      </div>
    </TableCell>
  );
}

function PodsCell({ row: { health } }: { readonly row: OverviewRow }) {
  const classes = useOverviewStyles();
  const { say, lang } = useMessages();
  const number = (count: number) => numberText(count, lang);
  if (!health) {
    return <TableCell className={classes.pods} />;
  }
  const { podCount, sickPodCount } = health;
  return (
    <TableCell className={`${classes.cell} ${classes.pods}`}>
      {sickPodCount > 0
        ? say('overview.sick', {
            sick: number(sickPodCount),
            total: number(podCount),
          })
        : number(podCount)}
    </TableCell>
  );
}

/** The first cause, or why it cannot be told; and what of it is not seen. */
function Why({ row }: { readonly row: OverviewRow }) {
  const classes = useOverviewStyles();
  const { say } = useMessages();
  const unseen = row.health?.unseen ?? [];
  return (
    <>
      {whyOf(row, say)}
      {unseen.length > 0 && (
        <div className={classes.small}>
          {say('overview.unseen', { clusters: visibleText(unseen.join(', ')) })}
        </div>
      )}
    </>
  );
}

function whyOf({ health, problem }: OverviewRow, say: Say): string {
  if (problem) {
    return sentenceOf(problem, say);
  }
  if (health?.cause) {
    return visibleText(health.cause.title);
  }
  const isSick =
    health?.verdict === 'failing' || health?.verdict === 'degraded';
  return isSick ? say('overview.noCause') : '';
}

function ReferenceCell(props: {
  readonly reference: string | undefined;
  readonly defaultKind: string;
}) {
  const classes = useOverviewStyles();
  const { reference, defaultKind } = props;
  return (
    <TableCell className={`${classes.cell} ${classes.text} ${classes.widest}`}>
      {reference &&
        visibleText(
          humanizeEntityRef(parseEntityRef(reference), { defaultKind }),
        )}
    </TableCell>
  );
}
