// Generated from openapi.yaml by `npm run generate`. Do not edit.
/** The OpenAPI document of the backend. */
export const openApiSpec = {
  "openapi": "3.0.3",
  "info": {
    "title": "Pod Health",
    "version": "1",
    "description": "Why an entity's pods are not healthy, their logs, and guarded debug sessions. Every call needs a signed-in user; every call that names a pod checks that the pod belongs to the entity. Errors have the body `Error`; its codes are in errors.ts.",
    "license": {
      "name": "Apache-2.0",
      "url": "https://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "paths": {
    "/entities/{kind}/{namespace}/{name}/health": {
      "parameters": [
        {
          "$ref": "#/components/parameters/EntityKind"
        },
        {
          "$ref": "#/components/parameters/EntityNamespace"
        },
        {
          "$ref": "#/components/parameters/EntityName"
        }
      ],
      "get": {
        "operationId": "getHealth",
        "summary": "The health of an entity's pods, once",
        "parameters": [
          {
            "$ref": "#/components/parameters/Lang"
          },
          {
            "$ref": "#/components/parameters/Rows"
          }
        ],
        "responses": {
          "200": {
            "description": "The report",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/HealthReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/health/stream": {
      "parameters": [
        {
          "$ref": "#/components/parameters/EntityKind"
        },
        {
          "$ref": "#/components/parameters/EntityNamespace"
        },
        {
          "$ref": "#/components/parameters/EntityName"
        }
      ],
      "get": {
        "operationId": "streamHealth",
        "summary": "The health of an entity's pods, pushed on every change",
        "description": "One JSON object a line (HealthEvent). The first is the report as known now, then only what changes. A heartbeat comes every 15 s. The stream ends with an `error` event when it cannot go on; the caller may open it again, and with `after` is told only what it has missed.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Lang"
          },
          {
            "$ref": "#/components/parameters/Rows"
          },
          {
            "name": "after",
            "in": "query",
            "description": "`<stream>.<seq>` of the last line read. When it cannot be gone on from there, a whole report comes first",
            "schema": {
              "type": "string",
              "maxLength": 64,
              "pattern": "^[0-9a-z-]+\\.[0-9]+$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A stream of HealthEvent, one a line",
            "content": {
              "application/x-ndjson": {
                "schema": {
                  "$ref": "#/components/schemas/HealthEvent"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/abilities": {
      "parameters": [
        {
          "$ref": "#/components/parameters/EntityKind"
        },
        {
          "$ref": "#/components/parameters/EntityNamespace"
        },
        {
          "$ref": "#/components/parameters/EntityName"
        }
      ],
      "get": {
        "operationId": "getAbilities",
        "summary": "What the caller may do with this entity's pods, and why not",
        "responses": {
          "200": {
            "description": "The abilities",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Abilities"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/logs": {
      "parameters": [
        {
          "$ref": "#/components/parameters/EntityKind"
        },
        {
          "$ref": "#/components/parameters/EntityNamespace"
        },
        {
          "$ref": "#/components/parameters/EntityName"
        }
      ],
      "get": {
        "operationId": "streamLogs",
        "summary": "The log of one container, as text",
        "description": "Each line is a nanosecond RFC 3339 time, a space and the text. A line that begins with U+001E holds a JSON LogMarker instead (logRecords.ts): restarted, reconnecting, skipped, ended, heartbeat.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Cluster"
          },
          {
            "$ref": "#/components/parameters/PodNamespace"
          },
          {
            "$ref": "#/components/parameters/Pod"
          },
          {
            "$ref": "#/components/parameters/Uid"
          },
          {
            "name": "container",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "follow",
            "in": "query",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "previous",
            "in": "query",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "tailLines",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 100000,
              "default": 1000
            }
          },
          {
            "name": "sinceTime",
            "in": "query",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The log",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/preflight": {
      "parameters": [
        {
          "$ref": "#/components/parameters/EntityKind"
        },
        {
          "$ref": "#/components/parameters/EntityNamespace"
        },
        {
          "$ref": "#/components/parameters/EntityName"
        }
      ],
      "post": {
        "operationId": "preflight",
        "summary": "Whether a debug session would work, row by row, without creating anything",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PreflightRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The checklist",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Preflight"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/sessions": {
      "parameters": [
        {
          "$ref": "#/components/parameters/EntityKind"
        },
        {
          "$ref": "#/components/parameters/EntityNamespace"
        },
        {
          "$ref": "#/components/parameters/EntityName"
        }
      ],
      "get": {
        "operationId": "listEntitySessions",
        "summary": "Debug sessions on this entity that the caller may see, newest first",
        "responses": {
          "200": {
            "description": "The sessions",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SessionList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "createSession",
        "summary": "Starts a debug session in an ephemeral container",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SessionRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The session, not yet ready; follow it with getSession",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Session"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sessions/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "get": {
        "operationId": "getSession",
        "summary": "One session; `wait` holds the answer until its state differs from `state`, 20 s at most",
        "parameters": [
          {
            "name": "wait",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/SessionState"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The session",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Session"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "endSession",
        "summary": "Ends a session; answers when the end is decided, the container follows within seconds",
        "responses": {
          "200": {
            "description": "The session",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Session"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sessions/{id}/ticket": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "post": {
        "operationId": "createTicket",
        "summary": "A one-time ticket for the terminal, good for 30 s",
        "parameters": [
          {
            "name": "takeOver",
            "in": "query",
            "description": "Take the terminal from the page that has it now; without it that is refused as session-taken",
            "schema": {
              "type": "boolean",
              "default": false
            }
          }
        ],
        "responses": {
          "201": {
            "description": "The ticket; offer it as WebSocket subprotocol `ticket.<ticket>` beside `pod-health.v1`",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Ticket"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sessions/{id}/terminal": {
      "parameters": [
        {
          "$ref": "#/components/parameters/SessionId"
        }
      ],
      "get": {
        "operationId": "openTerminal",
        "summary": "The terminal, a WebSocket upgrade; frames.ts is its protocol",
        "responses": {
          "101": {
            "description": "Switched to the terminal protocol"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/overview/stream": {
      "get": {
        "operationId": "streamOverview",
        "summary": "The health of all entities that the caller may see, pushed on every change",
        "description": "One JSON object a line (OverviewEvent). The first is all that is known now, then only entities that differ. A heartbeat comes every 15 s. The catalog is read with the caller's rights, again every minute or so; an entity that has none of the annotations that name pods is no part of it. At most 200 entities are followed. The stream ends with an `error` event when it cannot go on; opened again it begins anew. No log is read for it.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Lang"
          },
          {
            "name": "kind",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "owner",
            "in": "query",
            "description": "Reference of a group or user; `me` stands for everything the caller owns by",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          },
          {
            "name": "namespace",
            "in": "query",
            "description": "Namespace of the catalog",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "system",
            "in": "query",
            "description": "Reference of a system",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 253
            }
          },
          {
            "name": "q",
            "in": "query",
            "description": "Part of the name or the title",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A stream of OverviewEvent, one a line",
            "content": {
              "application/x-ndjson": {
                "schema": {
                  "$ref": "#/components/schemas/OverviewEvent"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/causes": {
      "get": {
        "operationId": "listCauses",
        "summary": "Every cause the diagnosis knows",
        "parameters": [
          {
            "$ref": "#/components/parameters/Lang"
          }
        ],
        "responses": {
          "200": {
            "description": "The catalogue",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CauseList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/status": {
      "get": {
        "operationId": "getStatus",
        "summary": "Whether this replica follows its clusters, watch by watch; for operators and their monitoring",
        "description": "Needs the permission `pod-health.status.read`, or a service's token. Answers 200 also when watches are stuck: a restart of the portal does not help a cluster that does not answer. Names clusters and namespaces, never a pod.",
        "responses": {
          "200": {
            "description": "The watches of the replica that answers",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BackendStatus"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "EntityKind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "EntityNamespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "EntityName": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "SessionId": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^[0-9a-f]{32}$"
        }
      },
      "Lang": {
        "name": "lang",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/Lang"
        }
      },
      "Rows": {
        "name": "rows",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/Rows"
        }
      },
      "Cluster": {
        "name": "cluster",
        "in": "query",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 253
        }
      },
      "PodNamespace": {
        "name": "podNamespace",
        "in": "query",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "Pod": {
        "name": "pod",
        "in": "query",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 253
        }
      },
      "Uid": {
        "name": "uid",
        "in": "query",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 64
        }
      }
    },
    "responses": {
      "Error": {
        "description": "A refusal or failure with a code",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "Lang": {
        "type": "string",
        "enum": [
          "en",
          "zh"
        ],
        "default": "en"
      },
      "Rows": {
        "type": "string",
        "description": "How many pods are told one by one, the sick ones first, and how many entries of the timeline, the newest first: those of LIMITS.podRows and LIMITS.timelineEntries in limits.ts, or up to LIMITS.allPodRows and LIMITS.allTimelineEntries. Verdict, counts and causes are of all pods either way.",
        "enum": [
          "first",
          "all"
        ],
        "default": "first"
      },
      "Error": {
        "type": "object",
        "required": [
          "error",
          "response"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message",
              "code",
              "details"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              },
              "code": {
                "type": "string"
              },
              "details": {
                "type": "object",
                "additionalProperties": true
              }
            }
          },
          "response": {
            "type": "object",
            "required": [
              "statusCode"
            ],
            "properties": {
              "statusCode": {
                "type": "integer"
              }
            }
          }
        }
      },
      "Problem": {
        "type": "object",
        "description": "An error inside an answer that is otherwise good",
        "required": [
          "code",
          "details"
        ],
        "properties": {
          "code": {
            "type": "string"
          },
          "details": {
            "type": "object",
            "additionalProperties": true
          }
        }
      },
      "LifeState": {
        "type": "string",
        "enum": [
          "pending",
          "starting",
          "running",
          "not-ready",
          "crashing",
          "completed",
          "failed",
          "terminating",
          "unknown"
        ]
      },
      "Severity": {
        "type": "string",
        "enum": [
          "critical",
          "warning",
          "info"
        ]
      },
      "Verdict": {
        "type": "string",
        "description": "The worst of all pods. `unknown` when some could not be judged and nothing worse is known; never `healthy` then.",
        "enum": [
          "healthy",
          "degraded",
          "failing",
          "unknown",
          "no-pods"
        ]
      },
      "HealthReport": {
        "type": "object",
        "required": [
          "entity",
          "asOf",
          "verdict",
          "clusters",
          "causes",
          "pods",
          "podCount",
          "sickCount",
          "rollouts",
          "timeline",
          "timelineContext",
          "unchecked",
          "broken"
        ],
        "properties": {
          "entity": {
            "type": "string",
            "description": "Entity reference"
          },
          "asOf": {
            "type": "string",
            "format": "date-time",
            "description": "By the server's clock"
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "clusters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterStatus"
            }
          },
          "causes": {
            "type": "array",
            "description": "One card per cause, root causes first",
            "items": {
              "$ref": "#/components/schemas/CauseCard"
            }
          },
          "pods": {
            "type": "array",
            "description": "The sick ones first; as many as `rows` asks for",
            "items": {
              "$ref": "#/components/schemas/PodSummary"
            }
          },
          "podCount": {
            "type": "integer"
          },
          "sickCount": {
            "type": "integer",
            "description": "Of all pods, those in another state than running or completed"
          },
          "rollouts": {
            "type": "array",
            "description": "Rollouts that are not done",
            "items": {
              "$ref": "#/components/schemas/Rollout"
            }
          },
          "timeline": {
            "type": "array",
            "description": "What happened, newest first, ordered as by compareEntries (timeline.ts); as many as `rows` asks for, what is no news of its own is left out first",
            "items": {
              "$ref": "#/components/schemas/TimelineEntry"
            }
          },
          "timelineContext": {
            "$ref": "#/components/schemas/TimelineContext"
          },
          "unchecked": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Unchecked"
            }
          },
          "broken": {
            "type": "array",
            "description": "Ids of causes that failed to run",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "TimelineEntry": {
        "type": "object",
        "description": "Something that happened to a pod, a workload or a node; of these one is present. The same thing again and again is one entry. Times are those of the cluster, and of its nodes, whose clocks may differ.",
        "required": [
          "id",
          "kind",
          "at"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Stable while the entry grows"
          },
          "kind": {
            "$ref": "#/components/schemas/TimelineKind"
          },
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "First time known"
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "Last time known, when it happened more than once"
          },
          "notBefore": {
            "type": "string",
            "format": "date-time",
            "description": "With what was noticed after a time of not seeing the cluster: it lies between this and `at`"
          },
          "count": {
            "type": "integer",
            "description": "How often, when more than once; of `restarted`, all restarts of the container so far"
          },
          "pods": {
            "type": "integer",
            "description": "How many pods of `workload` it happened to, when told together"
          },
          "pod": {
            "$ref": "#/components/schemas/PodRef"
          },
          "workload": {
            "$ref": "#/components/schemas/WorkloadRef"
          },
          "node": {
            "$ref": "#/components/schemas/NodeRef"
          },
          "container": {
            "type": "string"
          },
          "details": {
            "$ref": "#/components/schemas/TimelineDetails"
          }
        }
      },
      "TimelineKind": {
        "type": "string",
        "description": "`warning`: any other event of type Warning, by its reason. `finished`: ended with exit code 0. `node`: a condition of a node that runs, or ran, one of the pods.",
        "enum": [
          "created",
          "scheduled",
          "pulled",
          "started",
          "ready",
          "not-ready",
          "failed",
          "finished",
          "restarted",
          "probe-failed",
          "evicted",
          "warning",
          "replaced",
          "scaled",
          "rolled-out",
          "node",
          "debugged",
          "deleted"
        ]
      },
      "TimelineDetails": {
        "type": "object",
        "description": "What is known besides; never a value of a variable or an argument",
        "properties": {
          "reason": {
            "type": "string",
            "description": "Kubernetes' own word"
          },
          "message": {
            "type": "string",
            "description": "Of the newest event, secrets taken out; 200 characters at most"
          },
          "exitCode": {
            "type": "integer"
          },
          "signal": {
            "type": "integer"
          },
          "image": {
            "type": "string"
          },
          "probe": {
            "type": "string",
            "enum": [
              "liveness",
              "readiness",
              "startup"
            ]
          },
          "node": {
            "type": "string",
            "description": "Where a pod was put"
          },
          "by": {
            "type": "string",
            "description": "The pod that came instead"
          },
          "from": {
            "type": "integer",
            "description": "Pods wanted before"
          },
          "to": {
            "type": "integer",
            "description": "Pods wanted since"
          },
          "revision": {
            "type": "string"
          },
          "changes": {
            "type": "array",
            "description": "What differs from the revision before, the most telling first; 5 at most",
            "items": {
              "$ref": "#/components/schemas/TemplateChange"
            }
          },
          "changeCount": {
            "type": "integer",
            "description": "All that differs"
          }
        }
      },
      "TemplateChange": {
        "type": "object",
        "required": [
          "path"
        ],
        "properties": {
          "path": {
            "type": "string",
            "description": "Such as containers.app.image"
          },
          "before": {
            "type": "string",
            "description": "Absent: there was none"
          },
          "after": {
            "type": "string",
            "description": "Absent: there is none any more"
          }
        }
      },
      "NodeRef": {
        "type": "object",
        "required": [
          "cluster",
          "name"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "TimelineContext": {
        "type": "object",
        "description": "How far the timeline reaches, and what changed before the present trouble",
        "required": [
          "eventsGone",
          "eventsUnread"
        ],
        "properties": {
          "trigger": {
            "$ref": "#/components/schemas/TimelineTrigger"
          },
          "watchedSince": {
            "type": "string",
            "format": "date-time",
            "description": "Since when the pods are watched: of what the cluster forgets, nothing older is known"
          },
          "eventsGone": {
            "type": "array",
            "description": "Clusters that no longer have all events of these pods",
            "items": {
              "type": "string"
            }
          },
          "eventsUnread": {
            "type": "array",
            "description": "Clusters whose events could not be read",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "TimelineTrigger": {
        "type": "object",
        "description": "The last change before the first sign of the present trouble. It happened before; that it is the cause is not said.",
        "required": [
          "change",
          "changedAt",
          "sign",
          "failedAt"
        ],
        "properties": {
          "change": {
            "type": "string",
            "description": "Id of an entry"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          },
          "sign": {
            "type": "string",
            "description": "Id of an entry"
          },
          "failedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "BackendStatus": {
        "type": "object",
        "required": [
          "status",
          "asOf",
          "clusters"
        ],
        "properties": {
          "status": {
            "type": "string",
            "enum": [
              "ok",
              "stuck"
            ],
            "description": "`stuck` when some watch is"
          },
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "clusters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WatchedCluster"
            }
          }
        }
      },
      "WatchedCluster": {
        "type": "object",
        "required": [
          "name",
          "namespaces",
          "maxNamespaces",
          "watches"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "namespaces": {
            "type": "integer",
            "description": "Namespaces watched now"
          },
          "maxNamespaces": {
            "type": "integer"
          },
          "watches": {
            "type": "array",
            "description": "The stuck ones first",
            "items": {
              "$ref": "#/components/schemas/WatchState"
            }
          }
        }
      },
      "WatchState": {
        "type": "object",
        "required": [
          "resource",
          "status",
          "stuck",
          "objects",
          "silentSeconds",
          "restarts",
          "lists"
        ],
        "properties": {
          "resource": {
            "type": "string",
            "description": "As the API names it: pods"
          },
          "namespace": {
            "type": "string",
            "description": "Absent: all namespaces"
          },
          "labelSelector": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "loading",
              "live",
              "polled",
              "stale",
              "error"
            ]
          },
          "stuck": {
            "type": "boolean"
          },
          "objects": {
            "type": "integer",
            "description": "Objects held"
          },
          "silentSeconds": {
            "type": "integer",
            "description": "Since the cluster last said anything; a bookmark comes every minute, for events none does"
          },
          "restarts": {
            "type": "integer",
            "description": "Times it was opened again"
          },
          "lists": {
            "type": "integer",
            "description": "Times all was listed: once, and after faults"
          },
          "problem": {
            "$ref": "#/components/schemas/Problem"
          }
        }
      },
      "ClusterStatus": {
        "type": "object",
        "required": [
          "name",
          "status",
          "asOf"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "loading",
              "live",
              "polled",
              "stale",
              "error"
            ]
          },
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "problem": {
            "$ref": "#/components/schemas/Problem"
          }
        }
      },
      "PodRef": {
        "type": "object",
        "required": [
          "cluster",
          "namespace",
          "pod",
          "uid"
        ],
        "properties": {
          "cluster": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "namespace": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "pod": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253
          },
          "uid": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          }
        }
      },
      "Quote": {
        "type": "object",
        "required": [
          "from",
          "at",
          "value"
        ],
        "properties": {
          "from": {
            "type": "string",
            "description": "The fact: pod, events, nodes, owners, logs …"
          },
          "at": {
            "type": "string",
            "description": "Field path inside it"
          },
          "of": {
            "type": "string",
            "description": "Name of the thing the path leads through: a container, a node, a condition …; absent when it has none"
          },
          "value": {
            "oneOf": [
              {
                "type": "string"
              },
              {
                "type": "number"
              },
              {
                "type": "boolean"
              }
            ]
          }
        }
      },
      "Step": {
        "type": "object",
        "required": [
          "text"
        ],
        "properties": {
          "text": {
            "type": "string"
          },
          "command": {
            "type": "string"
          },
          "action": {
            "type": "string",
            "enum": [
              "logs",
              "previous-logs",
              "debug",
              "events"
            ]
          },
          "link": {
            "type": "string"
          }
        }
      },
      "WorkloadRef": {
        "type": "object",
        "required": [
          "cluster",
          "kind",
          "namespace",
          "name"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "description": "Deployment, Job …"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "ServiceRef": {
        "type": "object",
        "description": "The names that identify a Kubernetes service",
        "required": [
          "cluster",
          "namespace",
          "name"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          }
        }
      },
      "Rollout": {
        "type": "object",
        "required": [
          "workload",
          "stage",
          "summary",
          "changes"
        ],
        "properties": {
          "workload": {
            "$ref": "#/components/schemas/WorkloadRef"
          },
          "stage": {
            "type": "string",
            "enum": [
              "old-serves",
              "none-serves",
              "partly"
            ]
          },
          "summary": {
            "type": "string",
            "description": "Which revision serves"
          },
          "changes": {
            "type": "array",
            "description": "What differs between the two revisions, the most telling first; 20 at most. Never a value of a variable",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Example": {
        "type": "object",
        "description": "The evidence of one pod, of a workload or of a service; one of these is present",
        "required": [
          "quotes",
          "contradictions"
        ],
        "properties": {
          "pod": {
            "$ref": "#/components/schemas/PodRef"
          },
          "workload": {
            "$ref": "#/components/schemas/WorkloadRef"
          },
          "service": {
            "$ref": "#/components/schemas/ServiceRef"
          },
          "container": {
            "type": "string"
          },
          "quotes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Quote"
            }
          },
          "contradictions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Quote"
            }
          }
        }
      },
      "CauseHead": {
        "type": "object",
        "description": "A cause without the pods that have it",
        "required": [
          "cause",
          "severity",
          "title",
          "what",
          "why",
          "steps",
          "root",
          "podCount"
        ],
        "properties": {
          "cause": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "title": {
            "type": "string"
          },
          "what": {
            "type": "string",
            "description": "Of the first example"
          },
          "why": {
            "type": "string"
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Step"
            }
          },
          "root": {
            "type": "boolean",
            "description": "False when it only follows from another card"
          },
          "podCount": {
            "type": "integer"
          }
        }
      },
      "CauseCard": {
        "allOf": [
          {
            "$ref": "#/components/schemas/CauseHead"
          },
          {
            "type": "object",
            "required": [
              "examples"
            ],
            "properties": {
              "examples": {
                "type": "array",
                "description": "50 at most",
                "items": {
                  "$ref": "#/components/schemas/Example"
                }
              }
            }
          }
        ]
      },
      "ContainerSummary": {
        "type": "object",
        "required": [
          "name",
          "kind",
          "state",
          "ready",
          "restarts"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "init",
              "sidecar",
              "app",
              "ephemeral"
            ]
          },
          "image": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "waiting",
              "running",
              "terminated",
              "unknown"
            ]
          },
          "reason": {
            "type": "string"
          },
          "exitCode": {
            "type": "integer"
          },
          "ready": {
            "type": "boolean"
          },
          "restarts": {
            "type": "integer"
          },
          "lastRestartAt": {
            "type": "string",
            "format": "date-time"
          },
          "hasPrevious": {
            "type": "boolean",
            "description": "A previous instance exists whose log may still be there"
          }
        }
      },
      "PodSummary": {
        "type": "object",
        "required": [
          "ref",
          "state",
          "ready",
          "total",
          "restarts",
          "createdAt",
          "containers",
          "causes",
          "defaultContainer"
        ],
        "properties": {
          "ref": {
            "$ref": "#/components/schemas/PodRef"
          },
          "state": {
            "$ref": "#/components/schemas/LifeState"
          },
          "node": {
            "type": "string"
          },
          "owner": {
            "type": "string",
            "description": "Kind/name of the controller"
          },
          "ready": {
            "type": "integer"
          },
          "total": {
            "type": "integer"
          },
          "restarts": {
            "type": "integer"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "containers": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ContainerSummary"
            }
          },
          "defaultContainer": {
            "type": "string",
            "description": "By annotation kubectl.kubernetes.io/default-container, else the first"
          },
          "causes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "debuggable": {
            "type": "boolean"
          }
        }
      },
      "Unchecked": {
        "type": "object",
        "required": [
          "cluster",
          "fact",
          "status",
          "causes"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "fact": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "forbidden",
              "expired",
              "timeout",
              "notAsked"
            ]
          },
          "causes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "HealthEvent": {
        "type": "object",
        "description": "A line of the health stream. `report` is everything; `change` turns the report numbered `seq` - 1 into the one numbered `seq`. A `change` that answers `after` may have the number asked after: then nothing but the time has changed.",
        "required": [
          "type",
          "seq"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "report",
              "change",
              "heartbeat",
              "error"
            ]
          },
          "seq": {
            "type": "integer",
            "description": "Number of the report that this line leads to; of a heartbeat and an error, the last one told"
          },
          "stream": {
            "type": "string",
            "description": "With a report: names the row of numbers. `after=<stream>.<seq>` goes on from there, if this replica still can"
          },
          "report": {
            "$ref": "#/components/schemas/HealthReport"
          },
          "change": {
            "$ref": "#/components/schemas/HealthChange"
          },
          "problem": {
            "$ref": "#/components/schemas/Problem"
          }
        }
      },
      "HealthChange": {
        "type": "object",
        "description": "What differs from one report to the next; what is absent is as it was. Of a list, `removed` holds keys of items that are gone, `set` items that are new or differ, whole; `order` is present when the items do not stand as before with the new ones at the end: position i holds the item that would stand at order[i] then.",
        "required": [
          "asOf"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "clusters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterStatus"
            }
          },
          "causes": {
            "$ref": "#/components/schemas/CausesChange"
          },
          "pods": {
            "$ref": "#/components/schemas/PodsChange"
          },
          "podCount": {
            "type": "integer"
          },
          "sickCount": {
            "type": "integer"
          },
          "rollouts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Rollout"
            }
          },
          "timeline": {
            "$ref": "#/components/schemas/TimelineChange"
          },
          "timelineContext": {
            "$ref": "#/components/schemas/TimelineContext"
          },
          "unchecked": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Unchecked"
            }
          },
          "broken": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "TimelineChange": {
        "type": "object",
        "description": "Keys are ids of entries; their order follows from what they say",
        "properties": {
          "removed": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "set": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TimelineEntry"
            }
          }
        }
      },
      "CausesChange": {
        "type": "object",
        "description": "Keys are ids of causes",
        "properties": {
          "removed": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "set": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CauseHead"
            }
          },
          "order": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "examples": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ExamplesChange"
            }
          }
        }
      },
      "ExamplesChange": {
        "type": "object",
        "description": "Of one cause, after `set`. Keys are those of exampleKey (healthChange.ts)",
        "required": [
          "cause"
        ],
        "properties": {
          "cause": {
            "type": "string"
          },
          "removed": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "set": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Example"
            }
          },
          "order": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          }
        }
      },
      "PodsChange": {
        "type": "object",
        "description": "Keys are cluster/uid",
        "properties": {
          "removed": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "set": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PodSummary"
            }
          },
          "order": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          }
        }
      },
      "OverviewHealth": {
        "type": "object",
        "description": "What is told of an entity's pods in one line",
        "required": [
          "verdict",
          "podCount",
          "sickPodCount",
          "unseen",
          "asOf"
        ],
        "properties": {
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "podCount": {
            "type": "integer"
          },
          "sickPodCount": {
            "type": "integer",
            "description": "Pods that are failing or degraded; not those that could not be judged"
          },
          "cause": {
            "type": "object",
            "description": "The first of its causes; absent when none was found",
            "required": [
              "id",
              "title"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "title": {
                "type": "string"
              }
            }
          },
          "unseen": {
            "type": "array",
            "description": "Names of clusters whose part of this is missing or old",
            "items": {
              "type": "string"
            }
          },
          "asOf": {
            "type": "string",
            "format": "date-time",
            "description": "When this was judged so first since the stream began; it holds until the next line about the entity"
          }
        }
      },
      "OverviewRow": {
        "type": "object",
        "description": "One entity. Neither `health` nor `problem`, while its clusters have not answered yet",
        "required": [
          "entity",
          "title"
        ],
        "properties": {
          "entity": {
            "type": "string",
            "description": "Entity reference"
          },
          "title": {
            "type": "string",
            "description": "Its title, else its name"
          },
          "owner": {
            "type": "string",
            "description": "Entity reference"
          },
          "system": {
            "type": "string",
            "description": "Entity reference"
          },
          "lifecycle": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/OverviewHealth"
          },
          "problem": {
            "$ref": "#/components/schemas/Problem"
          }
        }
      },
      "NotFollowed": {
        "type": "object",
        "description": "Entities that the caller may see and that are too many to follow",
        "required": [
          "count",
          "more",
          "entities"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "more": {
            "type": "boolean",
            "description": "The catalog has more than is read of it; count says how many at least"
          },
          "entities": {
            "type": "array",
            "description": "References of the first 50",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Overview": {
        "type": "object",
        "required": [
          "asOf",
          "rows",
          "notFollowed"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "rows": {
            "type": "array",
            "description": "In the order of their references",
            "items": {
              "$ref": "#/components/schemas/OverviewRow"
            }
          },
          "notFollowed": {
            "$ref": "#/components/schemas/NotFollowed"
          }
        }
      },
      "OverviewChange": {
        "type": "object",
        "description": "What differs from one overview to the next; what is absent is as it was",
        "required": [
          "asOf"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "removed": {
            "type": "array",
            "description": "References of entities that are gone",
            "items": {
              "type": "string"
            }
          },
          "set": {
            "type": "array",
            "description": "Rows that are new or differ, whole",
            "items": {
              "$ref": "#/components/schemas/OverviewRow"
            }
          },
          "notFollowed": {
            "$ref": "#/components/schemas/NotFollowed"
          }
        }
      },
      "OverviewEvent": {
        "type": "object",
        "description": "A line of the overview's stream. `overview` is everything; `change` turns the overview numbered `seq` - 1 into the one numbered `seq`.",
        "required": [
          "type",
          "seq"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "overview",
              "change",
              "heartbeat",
              "error"
            ]
          },
          "seq": {
            "type": "integer",
            "description": "Number of the overview that this line leads to; of a heartbeat and an error, the last one told"
          },
          "overview": {
            "$ref": "#/components/schemas/Overview"
          },
          "change": {
            "$ref": "#/components/schemas/OverviewChange"
          },
          "problem": {
            "$ref": "#/components/schemas/Problem"
          }
        }
      },
      "Ability": {
        "type": "object",
        "required": [
          "allowed"
        ],
        "properties": {
          "allowed": {
            "type": "boolean"
          },
          "problem": {
            "$ref": "#/components/schemas/Problem"
          }
        }
      },
      "Abilities": {
        "type": "object",
        "required": [
          "logs",
          "debug",
          "target",
          "admin"
        ],
        "properties": {
          "logs": {
            "$ref": "#/components/schemas/Ability"
          },
          "debug": {
            "$ref": "#/components/schemas/Ability"
          },
          "target": {
            "$ref": "#/components/schemas/Ability"
          },
          "admin": {
            "$ref": "#/components/schemas/Ability"
          }
        }
      },
      "PreflightRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pod"
        ],
        "properties": {
          "pod": {
            "$ref": "#/components/schemas/PodRef"
          },
          "target": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63,
            "description": "Container whose processes the shell may see"
          }
        }
      },
      "PreflightRow": {
        "type": "object",
        "required": [
          "check",
          "status"
        ],
        "properties": {
          "check": {
            "type": "string",
            "enum": [
              "permission",
              "consent",
              "membership",
              "pod-state",
              "cluster-rights",
              "admission",
              "image",
              "target",
              "debuggers",
              "blast-radius"
            ]
          },
          "status": {
            "type": "string",
            "enum": [
              "good",
              "warning",
              "refused",
              "unknown"
            ]
          },
          "problem": {
            "$ref": "#/components/schemas/Problem"
          },
          "note": {
            "type": "string",
            "description": "Code of a remark the page words, such as `last-ready-replica`"
          },
          "details": {
            "type": "object",
            "additionalProperties": true
          },
          "fixedBy": {
            "type": "string",
            "enum": [
              "you",
              "owner",
              "platform",
              "nobody"
            ]
          }
        }
      },
      "Preflight": {
        "type": "object",
        "required": [
          "possible",
          "rows",
          "image",
          "maxMinutes",
          "idleMinutes"
        ],
        "properties": {
          "possible": {
            "type": "boolean"
          },
          "rows": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PreflightRow"
            }
          },
          "image": {
            "type": "string"
          },
          "maxMinutes": {
            "type": "integer"
          },
          "idleMinutes": {
            "type": "integer"
          }
        }
      },
      "SessionRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pod",
          "reason"
        ],
        "properties": {
          "pod": {
            "$ref": "#/components/schemas/PodRef"
          },
          "target": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "reason": {
            "type": "string",
            "minLength": 5,
            "maxLength": 500
          }
        }
      },
      "SessionState": {
        "type": "string",
        "enum": [
          "requested",
          "creating",
          "starting",
          "ready",
          "attached",
          "ending",
          "ended"
        ]
      },
      "Session": {
        "type": "object",
        "required": [
          "id",
          "entity",
          "pod",
          "container",
          "state",
          "user",
          "reason",
          "createdAt",
          "endsAt",
          "now"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entity": {
            "type": "string"
          },
          "pod": {
            "$ref": "#/components/schemas/PodRef"
          },
          "container": {
            "type": "string"
          },
          "target": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/SessionState"
          },
          "user": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endReason": {
            "type": "string"
          },
          "exitCode": {
            "type": "integer"
          },
          "waiting": {
            "type": "object",
            "description": "Why the container is not running yet, in the cluster's words",
            "properties": {
              "reason": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          },
          "problem": {
            "$ref": "#/components/schemas/Problem"
          },
          "now": {
            "type": "string",
            "format": "date-time",
            "description": "The clock of the server, for countdowns"
          }
        }
      },
      "SessionList": {
        "type": "object",
        "required": [
          "sessions"
        ],
        "properties": {
          "sessions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Session"
            }
          }
        }
      },
      "Ticket": {
        "type": "object",
        "required": [
          "ticket",
          "expiresAt"
        ],
        "properties": {
          "ticket": {
            "type": "string"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "CauseList": {
        "type": "object",
        "required": [
          "causes"
        ],
        "properties": {
          "causes": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "state",
                "title",
                "severity",
                "since"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "state": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "severity": {
                  "$ref": "#/components/schemas/Severity"
                },
                "since": {
                  "type": "string"
                }
              }
            }
          }
        }
      }
    }
  }
} as const;
