import type { OverviewRow } from 'backstage-plugin-pod-health-common';
import { useMemo, useState, type FocusEvent } from 'react';
import { inOrder, orderOf, worstFirst, type RowOrder } from './rowOrder';

/** Places that are kept, and for which question; another question has other rows. */
interface Kept {
  readonly key: string;
  readonly order: RowOrder;
}

/**
 * Rows with the worst first, which keep their places while the pointer or the focus is in the area that gets the handlers.
 *
 * @param key the question that these rows answer
 */
export function useSteadyRows(
  wanted: readonly OverviewRow[],
  known: readonly OverviewRow[],
  key: string,
) {
  const [kept, setKept] = useState<Kept>();
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const best = useMemo(() => worstFirst(wanted), [wanted]);
  const isKept = (isPointed || isFocused) && kept?.key === key;
  const shown = useMemo(
    () =>
      isKept ? inOrder(kept.order, wanted, known) : { rows: best, changes: 0 },
    [isKept, kept, wanted, known, best],
  );
  const keep = () => isKept || setKept({ key, order: orderOf(best) });
  return {
    ...shown,
    reorder: () => setKept({ key, order: orderOf(best) }),
    handlers: {
      // Not only when it comes in: after another question it may be in already.
      onPointerMove: () => {
        keep();
        setPointed(true);
      },
      onPointerLeave: () => setPointed(false),
      onFocus: () => {
        keep();
        setFocused(true);
      },
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          setFocused(false);
        }
      },
    },
  };
}
