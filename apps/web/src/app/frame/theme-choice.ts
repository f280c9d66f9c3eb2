import type { MantineColorScheme } from "@mantine/core";

export const nextTheme: Readonly<Record<MantineColorScheme, MantineColorScheme>> = {
  auto: "light",
  light: "dark",
  dark: "auto",
};

export const themeWords: Readonly<Record<MantineColorScheme, string>> = {
  auto: "as the system",
  light: "light",
  dark: "dark",
};
