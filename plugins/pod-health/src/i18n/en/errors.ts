/** One sentence per error code (pod-health-common/src/errors.ts), and who can put it right. */
export const errors = {
  'error.user-required':
    'Sign in as yourself first; guests and service accounts cannot do this.',
  'error.not-allowed': 'You do not have permission to do this for {{entity}}.',
  'error.permissions-off':
    'Debugging is off because this portal does not check permissions.',
  'error.debug-disabled': 'Debugging is not switched on in this portal.',
  'error.target-not-allowed':
    'You may open a debug shell, but not one that can see the application’s own processes.',
  'error.not-consented':
    'There is no consent for this in {{namespace}}: its annotation pod-health.io/debug-consent names neither this service nor its owner.',
  'error.namespace-denied':
    'The portal’s configuration forbids this in {{namespace}}.',
  'error.locked': 'An administrator has locked debug sessions here for now.',
  'error.invalid-request':
    'The portal could not understand the request. Reload the page; if it happens again, report it.',
  'error.body-too-large':
    'The request is too large. Shorten what you typed and try again.',
  'error.reason-required':
    'Give a reason of {{min}} to {{max}} characters; it is kept in the audit log.',
  'error.entity-not-found':
    'This service is not in the catalog, or you may not see it.',
  'error.entity-has-no-selector':
    'The catalog entry does not say which pods belong to this service. Add the annotation backstage.io/kubernetes-id or backstage.io/kubernetes-label-selector.',
  'error.selector-too-wide':
    'The label selector in the catalog entry could match other teams’ pods. It must require at least one label value.',
  'error.cluster-not-found': 'The portal does not know {{cluster}}.',
  'error.pod-not-found':
    'This pod no longer exists, or it does not belong to this service.',
  'error.pod-replaced':
    'This pod has been replaced by a new one of the same name. Choose the new one.',
  'error.container-not-found': 'This pod has no container of that name.',
  'error.previous-log-not-found':
    'There is no log of an earlier run: the container has not restarted, or its node has already removed that log.',
  'error.log-lost':
    'The node has already removed the part of the log that was asked for.',
  'error.session-not-found':
    'This debug session does not exist, or it is not yours.',
  'error.pod-static':
    'This pod is run by its node directly (static pod) and cannot take a debug container.',
  'error.pod-not-scheduled':
    'The pod has no node yet (not scheduled), so nothing can run in it.',
  'error.pod-terminating':
    'The pod is being deleted (terminating); a debug container would never start.',
  'error.pod-finished':
    'The pod has finished; a debug container would never start.',
  'error.pod-windows':
    'The pod runs on Windows; the debug shell needs a Linux node.',
  'error.target-not-running':
    'The container you want to look into is not running right now.',
  'error.admission-denied':
    'The cluster’s own rules (admission) refuse the debug container: {{message}}',
  'error.image-not-allowed':
    'The debug image is not on the portal’s list of allowed images.',
  'error.too-many-sessions':
    'You already have as many open debug sessions as you may. End one first.',
  'error.too-many-debug-containers':
    'This pod already carries as many debug containers as it may, and they cannot be removed. Replace the pod, or use another one.',
  'error.too-many-streams':
    'You have too many logs open. Close one and try again.',
  'error.rate-limited': 'Too many requests. Wait a moment and try again.',
  'error.session-ended': 'This debug session has ended. Start a new one.',
  'error.session-not-ready': 'The shell is not ready yet.',
  'error.session-taken': 'This shell is open in another window.',
  'error.start-failed': 'The debug container did not start.',
  'error.ticket-invalid':
    'The key to the terminal has expired. Connect again to get a new one.',
  'error.origin-not-allowed':
    'The portal refuses connections from this address. Its configuration must name it (app.baseUrl or backend.cors.origin).',
  'error.protocol-error':
    'Browser and portal did not understand each other. Reload the page and try again.',
  'error.cluster-unreachable': 'There is no connection to {{cluster}}.',
  'error.cluster-timeout': 'There was no answer in time from {{cluster}}.',
  'error.cluster-unauthorized':
    'The portal’s own credential was not accepted by {{cluster}}.',
  'error.cluster-forbidden':
    'The portal’s account lacks the right to {{verb}} {{resource}} in {{cluster}}.',
  'error.cluster-rate-limited':
    'Too many requests for {{cluster}}. The portal tries again by itself.',
  'error.cluster-error': 'An error came back from {{cluster}}.',
  'error.cluster-conflict':
    'The pod was changed by someone else at the same moment. Try again.',
  'error.too-many-namespaces':
    'The portal follows as many namespaces of {{cluster}} as it may, so the pods here cannot be seen now. It tries again by itself, and gets its turn when others stop looking at theirs.',
  'error.watch-expired':
    'The portal lost track of changes and is reading everything again.',
  'error.redirected':
    'An attempt to redirect the portal elsewhere came from {{cluster}}; it was refused.',
  'error.node-unreachable':
    'The node of this pod does not answer, so nothing can be read from it.',
  'error.audit-unavailable':
    'The audit log cannot be written, so no debug session may start.',
  'error.store-unavailable':
    'The portal’s database does not answer, so no debug session may start.',
  'error.shutting-down': 'The portal is restarting. Try again in a minute.',
  'error.portal-unreachable':
    'The portal does not answer. Check your connection; this page tries again by itself.',
  'error.internal':
    'Something went wrong inside the portal. Details are in its log.',

  'fixedBy.you': 'You can fix this.',
  'fixedBy.owner': 'The owners of the service can fix this.',
  'fixedBy.platform': 'Your platform team can fix this.',
  'fixedBy.nobody': 'Nobody has to fix this.',

  'detail.cluster': 'the cluster',
  'detail.entity': 'this service',
  'detail.namespace': 'the pod’s namespace',
  'detail.message': 'it gave no reason',
  'detail.verb': 'use',
  'detail.resource': 'what is needed',
};
