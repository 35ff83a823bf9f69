# Two stages: the compiler and the test tools stay behind.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
COPY --from=build /app/package.json /app/
COPY --from=build /app/bin /app/bin
COPY --from=build /app/data /app/data
COPY --from=build /app/dist /app/dist
COPY --from=build /app/node_modules /app/node_modules
# State lies in var/ of the working directory, dotchi.config.yaml beside it.
RUN mkdir -p /state/var && chown -R node:node /state
WORKDIR /state
USER node
ENV NODE_ENV=production HOST=0.0.0.0
EXPOSE 8787
VOLUME /state/var
HEALTHCHECK --start-period=10s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8787}/healthz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "/app/dist/server.js"]
