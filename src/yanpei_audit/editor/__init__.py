"""What an editor is given: a JSON Schema for every file of a working folder, and settings that put it to use.

`schemas` names them, `sketch` draws one of a model, `forms` and `patterns` are what types of fields accept and
`short_forms` what models do, `words` and `activities` bring in the kinds and words in force, `packs` and `wheres` what
rules need, `notes`, `rule_notes` and `meanings` what is said of them, `freshness` whether one is up to date, `vscode`
the settings of VS Code.
"""

from __future__ import annotations

from yanpei_audit.editor.schemas import FOLDER, SCHEMAS, Vocabulary, file_name, schema_of, schema_texts
from yanpei_audit.editor.vscode import vscode_files

__all__ = ["FOLDER", "SCHEMAS", "Vocabulary", "file_name", "schema_of", "schema_texts", "vscode_files"]
