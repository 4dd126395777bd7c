import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { LogBuffer } from './logBuffer';
import type { LogSearch } from './logView';

/** Height of a line in pixels; wrapped ones are measured. */
export const LINE_HEIGHT = 20;
/** So near to the end, in pixels, a reader is at the end. */
const END_SLACK = 24;

/** Which rows are drawn, and where. */
export type LogScroller = ReturnType<
  typeof useVirtualizer<HTMLDivElement, Element>
>;

/** Scrolling of the lines: `scroll` is for the element that scrolls, `end` says whether the reader is at the end. */
export function useLogScroll(buffer: LogBuffer, search: LogSearch) {
  const { rows, dropped } = buffer;
  const scroll = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: index => rows[index].id,
    overscan: 30,
    paddingStart: 8,
    paddingEnd: 8,
  });
  const end = useEnd(scroll, rows.length + dropped);
  useStickToEnd(virtualizer, rows.length, end.pinned);
  useShowMatch(virtualizer, search, end.release);
  return { scroll, virtualizer, end };
}

/** Whether the reader is at the end, and how many rows came since they left it. `total` counts dropped rows too. */
function useEnd(scroll: React.RefObject<HTMLDivElement>, total: number) {
  const [pinned, setPinned] = useState(true);
  const [leftAt, setLeftAt] = useState(total);
  const lastTop = useRef(0);
  const release = () => {
    setPinned(false);
    setLeftAt(last => (pinned ? total : last));
  };
  return {
    pinned,
    release,
    unseen: pinned ? 0 : total - leftAt,
    jump: () => setPinned(true),
    onScroll: () => {
      const element = scroll.current;
      if (!element) {
        return;
      }
      const { scrollTop, scrollHeight, clientHeight } = element;
      const up = scrollTop < lastTop.current;
      lastTop.current = scrollTop;
      if (scrollHeight - scrollTop - clientHeight <= END_SLACK) {
        setPinned(true);
      } else if (up && pinned) {
        // Only a reader scrolls up; growing rows only make the end go further away.
        release();
      }
    },
  };
}

function useStickToEnd(
  virtualizer: LogScroller,
  count: number,
  pinned: boolean,
) {
  const height = virtualizer.getTotalSize();
  useEffect(() => {
    if (pinned && count > 0) {
      virtualizer.scrollToIndex(count - 1, { align: 'end' });
    }
  }, [virtualizer, count, pinned, height]);
}

/** Brings the current match into view, when the reader moves to it. */
function useShowMatch(
  virtualizer: LogScroller,
  search: LogSearch,
  release: () => void,
) {
  const match = search.matches[search.current];
  const wanted = match && `${search.text} ${search.current}`;
  const shown = useRef<string>();
  useEffect(() => {
    if (wanted !== shown.current) {
      shown.current = wanted;
      if (match) {
        release();
        virtualizer.scrollToIndex(match.row, { align: 'center' });
      }
    }
  });
}
