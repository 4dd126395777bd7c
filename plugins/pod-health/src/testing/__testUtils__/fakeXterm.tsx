import { useEffect } from 'react';
import type XtermView from '../../terminal/XtermView';

type XtermProps = Parameters<typeof XtermView>[0];

/** The screen without xterm.js: what was drawn and pasted, and the props with which a test plays the keyboard. */
export const xterm: {
  drawn: string;
  pasted: string[];
  props?: XtermProps;
} = { drawn: '', pasted: [] };

/** Stands in for XtermView: `jest.mock('…/XtermView', () => jest.requireActual('…/fakeXterm'))`. */
export default function FakeXterm(props: XtermProps) {
  const { onScreen, onResize } = props;
  xterm.props = props;
  useEffect(() => {
    xterm.drawn = '';
    xterm.pasted = [];
    onResize({ columns: 100, rows: 30 });
    onScreen({
      write: (bytes, drawn) => {
        xterm.drawn += new TextDecoder().decode(bytes);
        drawn();
      },
      paste: text => xterm.pasted.push(text),
      focus: () => undefined,
    });
  }, [onScreen, onResize]);
  return <div role="group" aria-label={props.label} />;
}
