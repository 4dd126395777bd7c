import { useApi } from '@backstage/frontend-plugin-api';
import { CLOSE_CODES, type Session } from 'backstage-plugin-pod-health-common';
import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import { podHealthApiRef, type PodHealthApi } from '../api/PodHealthApi';
import { steadyNow } from '../common/steadyClock';
import { problemOf } from '../errors/problem';
import { readPaste, type Paste } from './paste';
import type { Screen } from './screen';
import type { ScreenSize } from './screenSize';
import { TerminalConnection } from './TerminalConnection';
import { CONNECTING, nextTerminal, type TerminalEvent } from './terminalState';

/** How often a renewed token is handed on, in milliseconds. Portals' tokens live for an hour and are renewed some minutes early. */
const TOKEN_EVERY = 4 * 60_000;

/** One session's terminal: connects when the screen is there, and gives the panel what to show and to do. */
export function useTerminal(session: Session) {
  const api = useApi(podHealthApiRef);
  const [state, dispatch] = useReducer(nextTerminal, CONNECTING);
  const line = useLine(api, session.id, dispatch);
  const [ending, setEnding] = useState(false);
  const pasting = usePaste(line);
  const connect = useCallback(() => line.connect(), [line]);
  const takeOver = useCallback(() => line.connect({ takeOver: true }), [line]);
  const onScreen = useCallback(
    (screen: Screen) => {
      line.screen = screen;
      line.connect();
    },
    [line],
  );
  useTokens(api, line, state.phase === 'attached');
  const end = useCallback(async () => {
    setEnding(true);
    try {
      dispatch({ type: 'session', session: await api.endSession(session.id) });
    } catch (error) {
      dispatch({ type: 'closed', problem: problemOf(error) });
    }
    setEnding(false);
  }, [api, session.id]);
  return {
    state,
    ending,
    connect,
    takeOver,
    onScreen,
    end,
    input: line.input,
    resize: line.resize,
    ...pasting,
  };
}

/** The connection of the moment, and the screen it draws on. One object for the life of the panel. */
class Line {
  screen?: Screen;
  private connection?: TerminalConnection;
  private size?: ScreenSize;
  /** Counts connections: what comes from an older one is dropped. */
  private round = 0;

  constructor(
    private readonly api: PodHealthApi,
    private readonly id: string,
    private readonly dispatch: (event: TerminalEvent) => void,
  ) {}

  readonly connect = async (options?: { takeOver: boolean }) => {
    this.disconnect();
    const { round } = this;
    this.dispatch({ type: 'connect' });
    try {
      const socket = await this.api.openTerminal(this.id, options);
      if (round !== this.round) {
        socket.close();
        return;
      }
      this.connection = new TerminalConnection(socket, {
        onOutput: (bytes, drawn) => this.screen?.write(bytes, drawn),
        onStatus: status =>
          this.dispatch({ type: 'status', status, at: steadyNow() }),
        onNotice: notice => this.dispatch({ type: 'notice', notice }),
        onClosed: code => this.onClosed(code, round),
      });
      if (this.size) {
        this.connection.resize(this.size);
      }
      this.screen?.focus();
    } catch (error) {
      this.onFailure(problemOf(error), round);
    }
  };

  readonly input = (text: string) => {
    this.dispatch({ type: 'input' });
    this.connection?.input(text);
  };

  readonly resize = (size: ScreenSize) => {
    this.size = size;
    this.connection?.resize(size);
  };

  token(token: string) {
    this.connection?.token(token);
  }

  disconnect() {
    this.round += 1;
    this.connection?.close();
    this.connection = undefined;
  }

  /** The socket does not always say why it closed; the session knows. */
  private async onClosed(code: number, round: number) {
    const problem =
      code === CLOSE_CODES.ticket
        ? ({ code: 'ticket-invalid', details: {} } as const)
        : undefined;
    await this.onFailure(problem, round);
  }

  private async onFailure(
    problem: ReturnType<typeof problemOf> | undefined,
    round: number,
  ) {
    if (round !== this.round) {
      return;
    }
    this.dispatch({ type: 'closed', problem });
    try {
      const session = await this.api.getSession(this.id);
      if (round === this.round) {
        this.dispatch({ type: 'session', session });
      }
    } catch (error) {
      if (round === this.round) {
        this.dispatch({
          type: 'closed',
          problem: problem ?? problemOf(error),
        });
      }
    }
  }
}

function useLine(
  api: PodHealthApi,
  id: string,
  dispatch: (event: TerminalEvent) => void,
): Line {
  const line = useMemo(() => new Line(api, id, dispatch), [api, id, dispatch]);
  useEffect(() => () => line.disconnect(), [line]);
  return line;
}

/** Holds a paste of several lines back until the reader has agreed to it. */
function usePaste(line: Line) {
  const [asked, setAsked] = useState<Paste>();
  const paste = useCallback(
    (raw: string) => {
      const read = readPaste(raw);
      if (read.asksFirst) {
        setAsked(read);
      } else {
        line.screen?.paste(read.text);
      }
    },
    [line],
  );
  const answerPaste = useCallback(
    (yes: boolean) => {
      if (yes && asked) {
        line.screen?.paste(asked.text);
      }
      setAsked(undefined);
      line.screen?.focus();
    },
    [line, asked],
  );
  return { asked, paste, answerPaste };
}

/**
 * Hands on the user's token, so that the shell does not end with the old one (security.md T11): as soon as a terminal is
 * attached, because the replica it is attached to may not know the user yet, and whenever it was renewed.
 */
function useTokens(api: PodHealthApi, line: Line, attached: boolean) {
  useEffect(() => {
    if (!attached) {
      return undefined;
    }
    let last: string | undefined;
    const send = async () => {
      // Without a token the shell ends at its credential's deadline, which is what should happen.
      const token = await api.getToken().catch(() => undefined);
      if (token && token !== last) {
        last = token;
        line.token(token);
      }
    };
    void send();
    const timer = setInterval(send, TOKEN_EVERY);
    return () => clearInterval(timer);
  }, [api, line, attached]);
}
