// Generated from openapi.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/entities/{kind}/{namespace}/{name}/health": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        /** The health of an entity's pods, once */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/health/stream": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        /**
         * The health of an entity's pods, pushed on every change
         * @description One JSON object a line (HealthEvent). The first is the report as known now, then only what changes. A heartbeat comes every 15 s. The stream ends with an `error` event when it cannot go on; the caller may open it again, and with `after` is told only what it has missed.
         */
        get: operations["streamHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/abilities": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        /** What the caller may do with this entity's pods, and why not */
        get: operations["getAbilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        /**
         * The log of one container, as text
         * @description Each line is a nanosecond RFC 3339 time, a space and the text. A line that begins with U+001E holds a JSON LogMarker instead (logRecords.ts): restarted, reconnecting, skipped, ended, heartbeat.
         */
        get: operations["streamLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/preflight": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a debug session would work, row by row, without creating anything */
        post: operations["preflight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        /** Debug sessions on this entity that the caller may see, newest first */
        get: operations["listEntitySessions"];
        put?: never;
        /** Starts a debug session in an ephemeral container */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /** One session; `wait` holds the answer until its state differs from `state`, 20 s at most */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /** Ends a session; answers when the end is decided, the container follows within seconds */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time ticket for the terminal, good for 30 s */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}/terminal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        /** The terminal, a WebSocket upgrade; frames.ts is its protocol */
        get: operations["openTerminal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The health of all entities that the caller may see, pushed on every change
         * @description One JSON object a line (OverviewEvent). The first is all that is known now, then only entities that differ. A heartbeat comes every 15 s. The catalog is read with the caller's rights, again every minute or so; an entity that has none of the annotations that name pods is no part of it. At most 200 entities are followed. The stream ends with an `error` event when it cannot go on; opened again it begins anew. No log is read for it.
         */
        get: operations["streamOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every cause the diagnosis knows */
        get: operations["listCauses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this replica follows its clusters, watch by watch; for operators and their monitoring
         * @description Needs the permission `pod-health.status.read`, or a service's token. Answers 200 also when watches are stuck: a restart of the portal does not help a cluster that does not answer. Names clusters and namespaces, never a pod.
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @default en
         * @enum {string}
         */
        Lang: "en" | "zh";
        /**
         * @description How many pods are told one by one, the sick ones first, and how many entries of the timeline, the newest first: those of LIMITS.podRows and LIMITS.timelineEntries in limits.ts, or up to LIMITS.allPodRows and LIMITS.allTimelineEntries. Verdict, counts and causes are of all pods either way.
         * @default first
         * @enum {string}
         */
        Rows: "first" | "all";
        Error: {
            error: {
                name: string;
                message: string;
                code: string;
                details: {
                    [key: string]: unknown;
                };
            };
            response: {
                statusCode: number;
            };
        };
        /** @description An error inside an answer that is otherwise good */
        Problem: {
            code: string;
            details: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        LifeState: "pending" | "starting" | "running" | "not-ready" | "crashing" | "completed" | "failed" | "terminating" | "unknown";
        /** @enum {string} */
        Severity: "critical" | "warning" | "info";
        /**
         * @description The worst of all pods. `unknown` when some could not be judged and nothing worse is known; never `healthy` then.
         * @enum {string}
         */
        Verdict: "healthy" | "degraded" | "failing" | "unknown" | "no-pods";
        HealthReport: {
            /** @description Entity reference */
            entity: string;
            /**
             * Format: date-time
             * @description By the server's clock
             */
            asOf: string;
            verdict: components["schemas"]["Verdict"];
            clusters: components["schemas"]["ClusterStatus"][];
            /** @description One card per cause, root causes first */
            causes: components["schemas"]["CauseCard"][];
            /** @description The sick ones first; as many as `rows` asks for */
            pods: components["schemas"]["PodSummary"][];
            podCount: number;
            /** @description Of all pods, those in another state than running or completed */
            sickCount: number;
            /** @description Rollouts that are not done */
            rollouts: components["schemas"]["Rollout"][];
            /** @description What happened, newest first, ordered as by compareEntries (timeline.ts); as many as `rows` asks for, what is no news of its own is left out first */
            timeline: components["schemas"]["TimelineEntry"][];
            timelineContext: components["schemas"]["TimelineContext"];
            unchecked: components["schemas"]["Unchecked"][];
            /** @description Ids of causes that failed to run */
            broken: string[];
        };
        /** @description Something that happened to a pod, a workload or a node; of these one is present. The same thing again and again is one entry. Times are those of the cluster, and of its nodes, whose clocks may differ. */
        TimelineEntry: {
            /** @description Stable while the entry grows */
            id: string;
            kind: components["schemas"]["TimelineKind"];
            /**
             * Format: date-time
             * @description First time known
             */
            at: string;
            /**
             * Format: date-time
             * @description Last time known, when it happened more than once
             */
            until?: string;
            /**
             * Format: date-time
             * @description With what was noticed after a time of not seeing the cluster: it lies between this and `at`
             */
            notBefore?: string;
            /** @description How often, when more than once; of `restarted`, all restarts of the container so far */
            count?: number;
            /** @description How many pods of `workload` it happened to, when told together */
            pods?: number;
            pod?: components["schemas"]["PodRef"];
            workload?: components["schemas"]["WorkloadRef"];
            node?: components["schemas"]["NodeRef"];
            container?: string;
            details?: components["schemas"]["TimelineDetails"];
        };
        /**
         * @description `warning`: any other event of type Warning, by its reason. `finished`: ended with exit code 0. `node`: a condition of a node that runs, or ran, one of the pods.
         * @enum {string}
         */
        TimelineKind: "created" | "scheduled" | "pulled" | "started" | "ready" | "not-ready" | "failed" | "finished" | "restarted" | "probe-failed" | "evicted" | "warning" | "replaced" | "scaled" | "rolled-out" | "node" | "debugged" | "deleted";
        /** @description What is known besides; never a value of a variable or an argument */
        TimelineDetails: {
            /** @description Kubernetes' own word */
            reason?: string;
            /** @description Of the newest event, secrets taken out; 200 characters at most */
            message?: string;
            exitCode?: number;
            signal?: number;
            image?: string;
            /** @enum {string} */
            probe?: "liveness" | "readiness" | "startup";
            /** @description Where a pod was put */
            node?: string;
            /** @description The pod that came instead */
            by?: string;
            /** @description Pods wanted before */
            from?: number;
            /** @description Pods wanted since */
            to?: number;
            revision?: string;
            /** @description What differs from the revision before, the most telling first; 5 at most */
            changes?: components["schemas"]["TemplateChange"][];
            /** @description All that differs */
            changeCount?: number;
        };
        TemplateChange: {
            /** @description Such as containers.app.image */
            path: string;
            /** @description Absent: there was none */
            before?: string;
            /** @description Absent: there is none any more */
            after?: string;
        };
        NodeRef: {
            cluster: string;
            name: string;
        };
        /** @description How far the timeline reaches, and what changed before the present trouble */
        TimelineContext: {
            trigger?: components["schemas"]["TimelineTrigger"];
            /**
             * Format: date-time
             * @description Since when the pods are watched: of what the cluster forgets, nothing older is known
             */
            watchedSince?: string;
            /** @description Clusters that no longer have all events of these pods */
            eventsGone: string[];
            /** @description Clusters whose events could not be read */
            eventsUnread: string[];
        };
        /** @description The last change before the first sign of the present trouble. It happened before; that it is the cause is not said. */
        TimelineTrigger: {
            /** @description Id of an entry */
            change: string;
            /** Format: date-time */
            changedAt: string;
            /** @description Id of an entry */
            sign: string;
            /** Format: date-time */
            failedAt: string;
        };
        BackendStatus: {
            /**
             * @description `stuck` when some watch is
             * @enum {string}
             */
            status: "ok" | "stuck";
            /** Format: date-time */
            asOf: string;
            clusters: components["schemas"]["WatchedCluster"][];
        };
        WatchedCluster: {
            name: string;
            /** @description Namespaces watched now */
            namespaces: number;
            maxNamespaces: number;
            /** @description The stuck ones first */
            watches: components["schemas"]["WatchState"][];
        };
        WatchState: {
            /** @description As the API names it: pods */
            resource: string;
            /** @description Absent: all namespaces */
            namespace?: string;
            labelSelector?: string;
            /** @enum {string} */
            status: "loading" | "live" | "polled" | "stale" | "error";
            stuck: boolean;
            /** @description Objects held */
            objects: number;
            /** @description Since the cluster last said anything; a bookmark comes every minute, for events none does */
            silentSeconds: number;
            /** @description Times it was opened again */
            restarts: number;
            /** @description Times all was listed: once, and after faults */
            lists: number;
            problem?: components["schemas"]["Problem"];
        };
        ClusterStatus: {
            name: string;
            /** @enum {string} */
            status: "loading" | "live" | "polled" | "stale" | "error";
            /** Format: date-time */
            asOf: string;
            problem?: components["schemas"]["Problem"];
        };
        PodRef: {
            cluster: string;
            namespace: string;
            pod: string;
            uid: string;
        };
        Quote: {
            /** @description The fact: pod, events, nodes, owners, logs … */
            from: string;
            /** @description Field path inside it */
            at: string;
            /** @description Name of the thing the path leads through: a container, a node, a condition …; absent when it has none */
            of?: string;
            value: string | number | boolean;
        };
        Step: {
            text: string;
            command?: string;
            /** @enum {string} */
            action?: "logs" | "previous-logs" | "debug" | "events";
            link?: string;
        };
        WorkloadRef: {
            cluster: string;
            /** @description Deployment, Job … */
            kind: string;
            namespace: string;
            name: string;
        };
        /** @description The names that identify a Kubernetes service */
        ServiceRef: {
            cluster: string;
            namespace: string;
            name: string;
        };
        Rollout: {
            workload: components["schemas"]["WorkloadRef"];
            /** @enum {string} */
            stage: "old-serves" | "none-serves" | "partly";
            /** @description Which revision serves */
            summary: string;
            /** @description What differs between the two revisions, the most telling first; 20 at most. Never a value of a variable */
            changes: string[];
        };
        /** @description The evidence of one pod, of a workload or of a service; one of these is present */
        Example: {
            pod?: components["schemas"]["PodRef"];
            workload?: components["schemas"]["WorkloadRef"];
            service?: components["schemas"]["ServiceRef"];
            container?: string;
            quotes: components["schemas"]["Quote"][];
            contradictions: components["schemas"]["Quote"][];
        };
        /** @description A cause without the pods that have it */
        CauseHead: {
            cause: string;
            severity: components["schemas"]["Severity"];
            title: string;
            /** @description Of the first example */
            what: string;
            why: string;
            steps: components["schemas"]["Step"][];
            /** @description False when it only follows from another card */
            root: boolean;
            podCount: number;
        };
        CauseCard: components["schemas"]["CauseHead"] & {
            /** @description 50 at most */
            examples: components["schemas"]["Example"][];
        };
        ContainerSummary: {
            name: string;
            /** @enum {string} */
            kind: "init" | "sidecar" | "app" | "ephemeral";
            image?: string;
            /** @enum {string} */
            state: "waiting" | "running" | "terminated" | "unknown";
            reason?: string;
            exitCode?: number;
            ready: boolean;
            restarts: number;
            /** Format: date-time */
            lastRestartAt?: string;
            /** @description A previous instance exists whose log may still be there */
            hasPrevious?: boolean;
        };
        PodSummary: {
            ref: components["schemas"]["PodRef"];
            state: components["schemas"]["LifeState"];
            node?: string;
            /** @description Kind/name of the controller */
            owner?: string;
            ready: number;
            total: number;
            restarts: number;
            /** Format: date-time */
            createdAt: string;
            containers: components["schemas"]["ContainerSummary"][];
            /** @description By annotation kubectl.kubernetes.io/default-container, else the first */
            defaultContainer: string;
            causes: string[];
            debuggable?: boolean;
        };
        Unchecked: {
            cluster: string;
            fact: string;
            /** @enum {string} */
            status: "forbidden" | "expired" | "timeout" | "notAsked";
            causes: string[];
        };
        /** @description A line of the health stream. `report` is everything; `change` turns the report numbered `seq` - 1 into the one numbered `seq`. A `change` that answers `after` may have the number asked after: then nothing but the time has changed. */
        HealthEvent: {
            /** @enum {string} */
            type: "report" | "change" | "heartbeat" | "error";
            /** @description Number of the report that this line leads to; of a heartbeat and an error, the last one told */
            seq: number;
            /** @description With a report: names the row of numbers. `after=<stream>.<seq>` goes on from there, if this replica still can */
            stream?: string;
            report?: components["schemas"]["HealthReport"];
            change?: components["schemas"]["HealthChange"];
            problem?: components["schemas"]["Problem"];
        };
        /** @description What differs from one report to the next; what is absent is as it was. Of a list, `removed` holds keys of items that are gone, `set` items that are new or differ, whole; `order` is present when the items do not stand as before with the new ones at the end: position i holds the item that would stand at order[i] then. */
        HealthChange: {
            /** Format: date-time */
            asOf: string;
            verdict?: components["schemas"]["Verdict"];
            clusters?: components["schemas"]["ClusterStatus"][];
            causes?: components["schemas"]["CausesChange"];
            pods?: components["schemas"]["PodsChange"];
            podCount?: number;
            sickCount?: number;
            rollouts?: components["schemas"]["Rollout"][];
            timeline?: components["schemas"]["TimelineChange"];
            timelineContext?: components["schemas"]["TimelineContext"];
            unchecked?: components["schemas"]["Unchecked"][];
            broken?: string[];
        };
        /** @description Keys are ids of entries; their order follows from what they say */
        TimelineChange: {
            removed?: string[];
            set?: components["schemas"]["TimelineEntry"][];
        };
        /** @description Keys are ids of causes */
        CausesChange: {
            removed?: string[];
            set?: components["schemas"]["CauseHead"][];
            order?: number[];
            examples?: components["schemas"]["ExamplesChange"][];
        };
        /** @description Of one cause, after `set`. Keys are those of exampleKey (healthChange.ts) */
        ExamplesChange: {
            cause: string;
            removed?: string[];
            set?: components["schemas"]["Example"][];
            order?: number[];
        };
        /** @description Keys are cluster/uid */
        PodsChange: {
            removed?: string[];
            set?: components["schemas"]["PodSummary"][];
            order?: number[];
        };
        /** @description What is told of an entity's pods in one line */
        OverviewHealth: {
            verdict: components["schemas"]["Verdict"];
            podCount: number;
            /** @description Pods that are failing or degraded; not those that could not be judged */
            sickPodCount: number;
            /** @description The first of its causes; absent when none was found */
            cause?: {
                id: string;
                title: string;
            };
            /** @description Names of clusters whose part of this is missing or old */
            unseen: string[];
            /**
             * Format: date-time
             * @description When this was judged so first since the stream began; it holds until the next line about the entity
             */
            asOf: string;
        };
        /** @description One entity. Neither `health` nor `problem`, while its clusters have not answered yet */
        OverviewRow: {
            /** @description Entity reference */
            entity: string;
            /** @description Its title, else its name */
            title: string;
            /** @description Entity reference */
            owner?: string;
            /** @description Entity reference */
            system?: string;
            lifecycle?: string;
            health?: components["schemas"]["OverviewHealth"];
            problem?: components["schemas"]["Problem"];
        };
        /** @description Entities that the caller may see and that are too many to follow */
        NotFollowed: {
            count: number;
            /** @description The catalog has more than is read of it; count says how many at least */
            more: boolean;
            /** @description References of the first 50 */
            entities: string[];
        };
        Overview: {
            /** Format: date-time */
            asOf: string;
            /** @description In the order of their references */
            rows: components["schemas"]["OverviewRow"][];
            notFollowed: components["schemas"]["NotFollowed"];
        };
        /** @description What differs from one overview to the next; what is absent is as it was */
        OverviewChange: {
            /** Format: date-time */
            asOf: string;
            /** @description References of entities that are gone */
            removed?: string[];
            /** @description Rows that are new or differ, whole */
            set?: components["schemas"]["OverviewRow"][];
            notFollowed?: components["schemas"]["NotFollowed"];
        };
        /** @description A line of the overview's stream. `overview` is everything; `change` turns the overview numbered `seq` - 1 into the one numbered `seq`. */
        OverviewEvent: {
            /** @enum {string} */
            type: "overview" | "change" | "heartbeat" | "error";
            /** @description Number of the overview that this line leads to; of a heartbeat and an error, the last one told */
            seq: number;
            overview?: components["schemas"]["Overview"];
            change?: components["schemas"]["OverviewChange"];
            problem?: components["schemas"]["Problem"];
        };
        Ability: {
            allowed: boolean;
            problem?: components["schemas"]["Problem"];
        };
        Abilities: {
            logs: components["schemas"]["Ability"];
            debug: components["schemas"]["Ability"];
            target: components["schemas"]["Ability"];
            admin: components["schemas"]["Ability"];
        };
        PreflightRequest: {
            pod: components["schemas"]["PodRef"];
            /** @description Container whose processes the shell may see */
            target?: string;
        };
        PreflightRow: {
            /** @enum {string} */
            check: "permission" | "consent" | "membership" | "pod-state" | "cluster-rights" | "admission" | "image" | "target" | "debuggers" | "blast-radius";
            /** @enum {string} */
            status: "good" | "warning" | "refused" | "unknown";
            problem?: components["schemas"]["Problem"];
            /** @description Code of a remark the page words, such as `last-ready-replica` */
            note?: string;
            details?: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            fixedBy?: "you" | "owner" | "platform" | "nobody";
        };
        Preflight: {
            possible: boolean;
            rows: components["schemas"]["PreflightRow"][];
            image: string;
            maxMinutes: number;
            idleMinutes: number;
        };
        SessionRequest: {
            pod: components["schemas"]["PodRef"];
            target?: string;
            reason: string;
        };
        /** @enum {string} */
        SessionState: "requested" | "creating" | "starting" | "ready" | "attached" | "ending" | "ended";
        Session: {
            id: string;
            entity: string;
            pod: components["schemas"]["PodRef"];
            container: string;
            target?: string;
            state: components["schemas"]["SessionState"];
            user: string;
            reason: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endsAt: string;
            /** Format: date-time */
            endedAt?: string;
            endReason?: string;
            exitCode?: number;
            /** @description Why the container is not running yet, in the cluster's words */
            waiting?: {
                reason?: string;
                message?: string;
            };
            problem?: components["schemas"]["Problem"];
            /**
             * Format: date-time
             * @description The clock of the server, for countdowns
             */
            now: string;
        };
        SessionList: {
            sessions: components["schemas"]["Session"][];
        };
        Ticket: {
            ticket: string;
            /** Format: date-time */
            expiresAt: string;
        };
        CauseList: {
            causes: {
                id: string;
                state: string;
                title: string;
                severity: components["schemas"]["Severity"];
                since: string;
            }[];
        };
    };
    responses: {
        /** @description A refusal or failure with a code */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        EntityKind: string;
        EntityNamespace: string;
        EntityName: string;
        SessionId: string;
        Lang: components["schemas"]["Lang"];
        Rows: components["schemas"]["Rows"];
        Cluster: string;
        PodNamespace: string;
        Pod: string;
        Uid: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: {
                lang?: components["parameters"]["Lang"];
                rows?: components["parameters"]["Rows"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthReport"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    streamHealth: {
        parameters: {
            query?: {
                lang?: components["parameters"]["Lang"];
                rows?: components["parameters"]["Rows"];
                /** @description `<stream>.<seq>` of the last line read. When it cannot be gone on from there, a whole report comes first */
                after?: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of HealthEvent, one a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["HealthEvent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAbilities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The abilities */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Abilities"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    streamLogs: {
        parameters: {
            query: {
                cluster: components["parameters"]["Cluster"];
                podNamespace: components["parameters"]["PodNamespace"];
                pod: components["parameters"]["Pod"];
                uid: components["parameters"]["Uid"];
                container: string;
                follow?: boolean;
                previous?: boolean;
                tailLines?: number;
                sinceTime?: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    preflight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreflightRequest"];
            };
        };
        responses: {
            /** @description The checklist */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preflight"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listEntitySessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["EntityKind"];
                namespace: components["parameters"]["EntityNamespace"];
                name: components["parameters"]["EntityName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionRequest"];
            };
        };
        responses: {
            /** @description The session, not yet ready; follow it with getSession */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSession: {
        parameters: {
            query?: {
                wait?: components["schemas"]["SessionState"];
            };
            header?: never;
            path: {
                id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createTicket: {
        parameters: {
            query?: {
                /** @description Take the terminal from the page that has it now; without it that is refused as session-taken */
                takeOver?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket; offer it as WebSocket subprotocol `ticket.<ticket>` beside `pod-health.v1` */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    openTerminal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Switched to the terminal protocol */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    streamOverview: {
        parameters: {
            query?: {
                lang?: components["parameters"]["Lang"];
                kind?: string;
                /** @description Reference of a group or user; `me` stands for everything the caller owns by */
                owner?: string;
                /** @description Namespace of the catalog */
                namespace?: string;
                /** @description Reference of a system */
                system?: string;
                /** @description Part of the name or the title */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of OverviewEvent, one a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["OverviewEvent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listCauses: {
        parameters: {
            query?: {
                lang?: components["parameters"]["Lang"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The catalogue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CauseList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The watches of the replica that answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackendStatus"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
