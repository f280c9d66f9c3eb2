/** Waits for something to become true; a rejection is "not yet". */
export async function until(what: string, seconds: number, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await Promise.resolve(isTrue()).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`After ${seconds} s it is still not true that ${what}.`);
}
