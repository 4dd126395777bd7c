/** The screen of a terminal, as far as the rest of the page knows it. */
export interface Screen {
  /** Draws bytes; `drawn` is called when they are on the screen. */
  write(bytes: Uint8Array, drawn: () => void): void;
  /** Types a text as a paste: bracketed, when the program has asked for that. */
  paste(text: string): void;
  focus(): void;
}
