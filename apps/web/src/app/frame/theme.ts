import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const beam: MantineColorsTuple = [
  "#fff8e1",
  "#ffefc0",
  "#fde396",
  "#f9d66b",
  "#f5c542",
  "#eab92f",
  "#cf9f17",
  "#ad7f00",
  "#7f5d00",
  "#523c00",
];

/** Mantine drawn with Fyr's tokens. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  primaryColor: "beam",
  primaryShade: { light: 7, dark: 4 },
  colors: { beam },
  defaultRadius: "var(--radius-2)",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // Pages do not scroll as a whole, and the lock adds a style without a nonce.
    Modal: { defaultProps: { lockScroll: false } },
    ModalRoot: { defaultProps: { lockScroll: false } },
    // A dialog's head is no second banner of the page.
    ModalHeader: { defaultProps: { role: "presentation" } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    ModalCloseButton: { defaultProps: { "aria-label": "Close" } },
  },
});

const fromTokens = {
  "--mantine-color-body": "var(--s1)",
  "--mantine-color-text": "var(--t1)",
  "--mantine-color-dimmed": "var(--t3)",
  "--mantine-color-bright": "var(--t1)",
  "--mantine-color-default": "var(--s2)",
  "--mantine-color-default-hover": "var(--s3)",
  "--mantine-color-default-color": "var(--t1)",
  "--mantine-color-default-border": "var(--line2)",
  "--mantine-color-placeholder": "var(--t3)",
  "--mantine-color-anchor": "var(--info)",
};

/** The same in both schemes: the tokens differ, not their names. */
export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: fromTokens, dark: fromTokens });
