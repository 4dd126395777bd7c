/** The page about all entities, and the card of one. */
export const overview = {
  'overview.title': 'Pod Health',
  'overview.loading': 'Reading the catalog and asking the clusters…',
  'overview.table': 'Services, the worst first',
  'overview.attention_one': '{{count}} of {{total}} needs attention',
  'overview.attention_other': '{{count}} of {{total}} need attention',
  'overview.asking_one': '{{count}} of {{total}} is still being asked',
  'overview.asking_other': '{{count}} of {{total}} are still being asked',
  'overview.none': 'No service to show',
  'overview.calm_one': 'Nothing needs attention: {{count}} service',
  'overview.calm_other': 'Nothing needs attention: {{count}} services',
  'overview.calmOfFollowed_one':
    'Nothing needs attention in the {{count}} service that is followed',
  'overview.calmOfFollowed_other':
    'Nothing needs attention in the {{count}} services that are followed',

  'overview.states': 'Filter by state',
  'overview.stateCount': '{{state}}: {{number}}',
  'overview.state.failing': 'Failing',
  'overview.state.degraded': 'Degraded',
  'overview.state.unknown': 'Cannot be told',
  'overview.state.unplaced': 'Not set up',
  'overview.state.asking': 'Asking…',
  'overview.state.no-pods': 'No pods',
  'overview.state.healthy': 'Healthy',

  'overview.column.state': 'State',
  'overview.column.service': 'Service',
  'overview.column.pods': 'Pods',
  'overview.column.cause': 'First cause',
  'overview.owner': 'Owner',
  'overview.system': 'System',
  'overview.sick': '{{sick}} of {{total}} sick',
  'overview.noCause': 'No known cause was recognised',
  'overview.unseen': 'Not seen: {{clusters}}',
  'overview.reorder_one': '{{number}} change: reorder',
  'overview.reorder_other': '{{number}} changes: reorder',

  'overview.filters': 'Filters',
  'overview.anyOwner': 'Everybody',
  'overview.mine': 'Me and my groups',
  'overview.kind': 'Kind',
  'overview.anyKind': 'All kinds',
  'overview.text': 'Name contains',
  'overview.only.namespace': 'catalog namespace: {{name}}',
  'overview.only.system': 'system: {{name}}',
  'overview.clear': 'Clear the filters',
  'overview.showAll': 'Show everybody’s',
  'overview.empty':
    'No catalog entity that you may see says which pods are its own. It needs the annotation backstage.io/kubernetes-id or backstage.io/kubernetes-label-selector.',
  'overview.emptyMine': 'Neither you nor your groups own a service with pods.',
  'overview.emptyFiltered': 'Nothing matches these filters.',
  'overview.more_one':
    '{{number}} more service is not followed here. Narrow the filters to see it.',
  'overview.more_other':
    '{{number}} more services are not followed here. Narrow the filters to see them.',
  'overview.moreAtLeast_one':
    'At least {{number}} more service is not followed here. Narrow the filters to see it.',
  'overview.moreAtLeast_other':
    'At least {{number}} more services are not followed here. Narrow the filters to see them.',
  'overview.moreNames_one': 'Its name',
  'overview.moreNames_other': 'The names of {{count}}',

  'card.open': 'Open Pod Health',
  'card.well': '{{well}} of {{total}} pods are well',
  'card.atLeastSick': 'At least {{sick}} of {{total}} pods are not well',
  'card.moreCauses_one': 'and {{count}} more cause',
  'card.moreCauses_other': 'and {{count}} more causes',
};
