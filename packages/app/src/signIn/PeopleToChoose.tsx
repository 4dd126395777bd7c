import {
  appLanguageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardActions from '@material-ui/core/CardActions';
import CardContent from '@material-ui/core/CardContent';
import Container from '@material-ui/core/Container';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { portalTranslationRef } from '../translation';
import { demoPeople, type DemoPerson } from './people';

/** What each language calls itself. */
const LANGUAGES = [
  { id: 'en', name: 'English' },
  { id: 'zh', name: '中文' },
];

/** The list of demo people, in the language of choice. */
export function PeopleToChoose(props: { onChoose: (userRef: string) => void }) {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <Container component="main" maxWidth="md">
      <Box pt={8} pb={4}>
        <Box display="flex" justifyContent="space-between" flexWrap="wrap">
          <Typography variant="h3" component="h1">
            {t('signIn.title')}
          </Typography>
          <Languages />
        </Box>
        <Typography variant="h6" component="p">
          {t('signIn.lead')}
        </Typography>
      </Box>
      <Grid container spacing={3}>
        {demoPeople.map(person => (
          <Grid item xs={12} sm={4} key={person.userRef}>
            <PersonCard
              person={person}
              onChoose={() => props.onChoose(person.userRef)}
            />
          </Grid>
        ))}
      </Grid>
      <Box pt={4}>
        <Typography variant="body2">{t('signIn.note')}</Typography>
      </Box>
    </Container>
  );
}

function PersonCard(props: { person: DemoPerson; onChoose: () => void }) {
  const { t } = useTranslationRef(portalTranslationRef);
  const { name, role, may } = props.person;
  return (
    <Card
      style={{ height: '100%', display: 'flex', flexDirection: 'column' }}
      variant="outlined"
    >
      <CardContent style={{ flexGrow: 1 }}>
        <Typography variant="h5" component="h2">
          {name}
        </Typography>
        <Typography variant="subtitle1" component="p" gutterBottom>
          {t(role)}
        </Typography>
        <Typography variant="body2">{t(may)}</Typography>
      </CardContent>
      <CardActions style={{ padding: 16 }}>
        <Button variant="contained" color="primary" onClick={props.onChoose}>
          {t('signIn.enterAs', { name })}
        </Button>
      </CardActions>
    </Card>
  );
}

function Languages() {
  const languages = useApi(appLanguageApiRef);
  return (
    <Box>
      {LANGUAGES.map(({ id, name }) => (
        <Button
          key={id}
          size="small"
          lang={id}
          onClick={() => languages.setLanguage(id)}
        >
          {name}
        </Button>
      ))}
    </Box>
  );
}
