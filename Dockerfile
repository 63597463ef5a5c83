# The bot in a container: what it needs to serve and nothing else, as a user without rights, on a root that is only read.
# /data holds the configuration and, unless DATABASE_URL says otherwise, the books. docs/operating.md says how to run it.
FROM python:3.11-slim AS made
COPY requirements-serve.lock /
RUN python -m venv /opt/bot \
    && /opt/bot/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /requirements-serve.lock \
    && /opt/bot/bin/pip uninstall --yes pip setuptools
COPY bot /app/bot
COPY handlers /app/handlers
COPY scheduler /app/scheduler
COPY store /app/store
RUN rm -r /app/bot/sandbox && python -m compileall -q /app /opt/bot/lib

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home bot && install -d -o 10001 -g 10001 -m 700 /data
COPY --from=made /opt/bot /opt/bot
COPY --from=made /app /app
WORKDIR /app
ENV PATH=/opt/bot/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PARTNERSHIP_BOT_CONFIG=/data/config.toml MONITOR_PORT=9100
USER 10001
VOLUME /data
EXPOSE 3000 9100
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"MONITOR_PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["serve"]
