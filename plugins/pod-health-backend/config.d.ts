import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Settings of the Pod Health backend. None of them is sent to the browser. */
  podHealth?: {
    /** A cluster from a kubeconfig file, besides those under `kubernetes.clusterLocatorMethods`. */
    kubeconfig?: {
      /** Path of the file. */
      file: string;
      /** The context to use; the file's current one when absent. */
      context?: string;
      /** What entities call the cluster; the context's name when absent. */
      name?: string;
    };
    /** More clusters from kubeconfig files. */
    clusters?: {
      /** What entities call it. */
      name: string;
      kubeconfig: {
        /** Path of the file. */
        file: string;
        /** The context to use; the file's current one when absent. */
        context?: string;
      };
    }[];
    logs?: {
      /**
       * Whether reading logs needs the consent of the pod's namespace (annotation `pod-health.io/debug-consent`), as a debug
       * shell always does. True by default.
       */
      requireConsent?: boolean;
    };
    /** Watching clusters, by each replica for its own viewers. */
    watch?: {
      /**
       * How many namespaces of one cluster are watched at once: a whole number from 1 to 10,000, 200 by default. When it is reached, those
       * that nobody looks at any more make room; if there is none, the page says so for that cluster.
       */
      maxNamespaces?: number;
    };
    /** The debug shell. Off by default. Needs `permission.enabled: true` and a sign-in provider other than guest. */
    debug?: {
      /** Whether debug shells can be opened at all. */
      enabled?: boolean;
      /** Image of the debug container, by digest: `registry/name@sha256:…`. It must hold a POSIX `sh`. */
      image?: string;
      /** Accept an image by tag. For demo clusters only: what a tag names can be changed by others. */
      allowTags?: boolean;
      /** What the image's name must begin with. The image itself by default. */
      allowedImages?: string[];
      /** Longest life of a shell, 8 hours at most. One hour by default. */
      maxDuration?: HumanDuration | string;
      /** A shell nobody types into ends after this. 10 minutes by default. */
      idle?: HumanDuration | string;
      /** How often a running shell's permission is asked for again. One minute by default. */
      reauthorize?: HumanDuration | string;
      /** How long a shell waits for a page that has gone to come back. 30 seconds by default. */
      graceAfterDetach?: HumanDuration | string;
      /** How long a debug container may take to start. One minute by default. */
      startTimeout?: HumanDuration | string;
      /** Whether a shell may share the processes of a container, and so see its environment and files. False by default. */
      allowTarget?: boolean;
      /** Namespaces where debug is never allowed, whatever they consent to; a trailing `*` is a pattern. */
      deniedNamespaces?: string[];
    };
  };
}
