import { request } from "node:http";

/** All at once, the answers thrown away as they come: `fetch` would unzip them first. `at`: Unix seconds. */
export async function runBare(url: string, queries: readonly string[], at: number): Promise<void> {
  await Promise.all(queries.map((query) => runOne(url, `${new URLSearchParams({ query, time: at.toFixed(3) })}`)));
}

function runOne(url: string, form: string): Promise<void> {
  const headers = { "accept-encoding": "gzip", "content-type": "application/x-www-form-urlencoded" };
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/v1/query`, { method: "POST", headers }, (response) => {
      response.on("end", resolve).on("error", reject).resume();
      if (response.statusCode !== 200) reject(new Error(`Prometheus refused a query of the look: ${form}`));
    });
    asked.on("error", reject).end(form);
  });
}
