import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef } from 'react';
import { silenceQueries } from './silenceQueries';
import type { Screen } from './screen';
import { usableSize, type ScreenSize } from './screenSize';

/** Lines kept above the screen. */
const SCROLLBACK = 5_000;

interface XtermViewProps {
  readonly label: string;
  /** The screen is there. Called once. */
  readonly onScreen: (screen: Screen) => void;
  readonly onInput: (text: string) => void;
  readonly onResize: (size: ScreenSize) => void;
  /** A paste, not yet on its way to the shell. */
  readonly onPaste: (text: string) => void;
  /** The reader wants the focus out of the terminal, which keeps Tab for the shell. */
  readonly onLeave: () => void;
}

/** xterm.js on the page; the only file that knows it, loaded when a terminal is opened. */
export default function XtermView(props: XtermViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const element = frame.current;
    return element ? openTerminal(element, latest) : undefined;
  }, []);
  return (
    <div
      ref={frame}
      role="group"
      aria-label={props.label}
      style={{ height: '100%' }}
    />
  );
}

/** The view's props as they are when something happens, not as they were when the terminal was opened. */
interface Latest {
  readonly current: XtermViewProps;
}

/** Puts a terminal into an element; gives back how to take it away. */
function openTerminal(element: HTMLElement, latest: Latest): () => void {
  const terminal = newTerminal();
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  silenceQueries(terminal);
  terminal.open(element);
  terminal.textarea?.setAttribute('aria-label', latest.current.label);
  terminal.onData(text => latest.current.onInput(text));
  terminal.attachCustomKeyEventHandler(event => {
    if (isLeaving(event)) {
      event.preventDefault();
      latest.current.onLeave();
      return false;
    }
    return true;
  });
  const letPastesBe = takePastes(element, latest);
  const stopFitting = keepFitting(terminal, fit, element, latest);
  latest.current.onScreen({
    write: (bytes, drawn) => terminal.write(bytes, drawn),
    paste: text => terminal.paste(text),
    focus: () => terminal.focus(),
  });
  return () => {
    stopFitting();
    letPastesBe();
    terminal.dispose();
  };
}

/** Takes pastes before xterm sees them, as one of several lines asks first; gives back how to stop. */
function takePastes(element: HTMLElement, latest: Latest): () => void {
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    latest.current.onPaste(event.clipboardData?.getData('text') ?? '');
  };
  element.addEventListener('paste', paste, true);
  return () => element.removeEventListener('paste', paste, true);
}

/** Fits the terminal to its element, now and whenever that changes its size; gives back how to stop. */
function keepFitting(
  terminal: Terminal,
  fit: FitAddon,
  element: HTMLElement,
  latest: Latest,
): () => void {
  const resize = () => {
    const proposed = fit.proposeDimensions();
    const size = usableSize(proposed?.cols ?? 0, proposed?.rows ?? 0);
    terminal.resize(size.columns, size.rows);
    latest.current.onResize(size);
  };
  const observer = new ResizeObserver(resize);
  observer.observe(element);
  resize();
  return () => observer.disconnect();
}

function newTerminal(): Terminal {
  return new Terminal({
    cursorBlink: true,
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: 13,
    scrollback: SCROLLBACK,
    screenReaderMode: true,
    theme: { background: '#101418', foreground: '#e6eaee' },
  });
}

function isLeaving(event: KeyboardEvent): boolean {
  return (
    event.type === 'keydown' &&
    event.ctrlKey &&
    event.shiftKey &&
    event.code === 'KeyX'
  );
}
