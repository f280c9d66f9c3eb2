# The demo mesh: a make-believe cluster with a Kubernetes API and the metrics of its proxies.
FROM node:24-bookworm-slim AS build
WORKDIR /fyr
RUN npm install --global pnpm@12.21.0
COPY package.json pnpm-workspace.yaml pnpm-lock.yaml tsconfig.base.json ./
COPY apps/demo-mesh apps/demo-mesh
RUN pnpm install --frozen-lockfile --prod --filter @fyr/demo-mesh

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /fyr
COPY --from=build --chown=root:root /fyr ./
# The volume takes its owner from here when it is first made.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 9600 9700
ENTRYPOINT ["node", "apps/demo-mesh/src/main.ts"]
