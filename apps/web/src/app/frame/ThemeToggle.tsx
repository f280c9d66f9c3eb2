import { useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { IconButton } from "../../ui/IconButton.tsx";
import { nextTheme, themeWords } from "./theme-choice.ts";

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const;

/** System, light, dark, and round again. */
export function ThemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = icons[colorScheme];
  return (
    <IconButton
      label={`Theme: ${themeWords[colorScheme]}. Switch to ${themeWords[nextTheme[colorScheme]]}`}
      onClick={() => setColorScheme(nextTheme[colorScheme])}
    >
      <Icon size={17} stroke={1.6} aria-hidden="true" />
    </IconButton>
  );
}
