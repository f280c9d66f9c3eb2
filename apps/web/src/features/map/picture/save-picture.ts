import { notifications } from "@mantine/notifications";
import { saveFile } from "../../../ui/save-file.ts";
import type { PictureCommand } from "../../../view/commands.ts";
import { type Framed, framedAsSeen, framedWhole, type MapPicture } from "./framed.ts";
import { pngPicture } from "./png-picture.ts";
import { svgPicture } from "./svg-picture.ts";

/** `name`: of the file, without its ending. Never rejects: what went wrong is said. */
export async function savePicture(
  command: PictureCommand,
  picture: MapPicture | undefined,
  name: string,
): Promise<void> {
  try {
    const framed = picture && (isWhole(command) ? framedWhole(picture) : framedAsSeen(picture));
    if (framed === undefined) throw new Error("There is no map to make a picture of.");
    const isSvg = command === "save-svg-as-seen" || command === "save-svg-whole";
    saveFile(`${name}.${isSvg ? "svg" : "png"}`, isSvg ? svgFile(framed, name) : await pngPicture(framed));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    notifications.show({ color: "red", title: "No picture was made", message });
  }
}

function isWhole(command: PictureCommand): boolean {
  return command === "save-png-whole" || command === "save-svg-whole";
}

function svgFile(framed: Framed, title: string): Blob {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) throw new Error("The browser does not measure text.");
  return new Blob([svgPicture(framed, title, context)], { type: "image/svg+xml" });
}
