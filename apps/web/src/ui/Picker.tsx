import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { MenuButton } from "./MenuButton.tsx";

/** One of a list. `name` stands muted before what is chosen: "Labels smart". */
export function Picker<Value extends string | number>(props: {
  name: string;
  choices: readonly { readonly value: Value; readonly words: string }[];
  value: Value;
  onChoose: (value: Value) => void;
}) {
  const chosen = props.choices.find(({ value }) => value === props.value);
  return (
    <Menu position="bottom-start" offset={4} width="target" middlewares={{ flip: true, shift: true }}>
      <Menu.Target>
        <MenuButton>
          <small>{props.name}</small> {chosen?.words ?? props.value}
        </MenuButton>
      </Menu.Target>
      <Menu.Dropdown miw={150}>
        {props.choices.map(({ value, words }) => (
          <Menu.Item
            key={value}
            onClick={() => props.onChoose(value)}
            rightSection={value === props.value ? <IconCheck size={14} aria-label="chosen" /> : null}
          >
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
