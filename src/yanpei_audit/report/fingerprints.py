"""What a finding is known by from run to run: the same one keeps its fingerprint when lines above it come or go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from yanpei_audit.findings import Finding
from yanpei_audit.report.view import View


def with_fingerprints(findings: Iterable[Finding], view: View) -> Iterator[tuple[Finding, str]]:
    """Give every finding with its fingerprint, 64 hexadecimal digits; no two are alike.

    It is made of the code, the file as the repository has it, and what the finding is about: whose quota and when, or
    else the text of the line, or else what is said. Of several that agree in all this the first, the second… are told
    apart.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for found in findings:
        key = (found.code, view.path(found.span.path), found.subject or found.excerpt.strip() or found.message.zh)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield found, sha256(text.encode(errors="surrogatepass")).hexdigest()
