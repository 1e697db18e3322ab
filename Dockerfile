FROM python:3.11-slim AS build
COPY . /source
# --build-arg PIP_INDEX_URL=… names a mirror
ARG PIP_INDEX_URL
RUN python -m venv /opt/yanpei-audit && /opt/yanpei-audit/bin/pip install --no-cache-dir '/source[excel,watch,word]'

FROM python:3.11-slim
# `diff` asks git, and the folder that is mounted belongs to somebody else.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system safe.directory '*' \
    && useradd --create-home auditor
COPY --from=build /opt/yanpei-audit /opt/yanpei-audit
ENV PATH=/opt/yanpei-audit/bin:$PATH PYTHONUTF8=1
USER auditor
WORKDIR /repo
ENTRYPOINT ["yanpei-audit"]
CMD ["--help"]
