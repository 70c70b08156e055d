"""What is put in an event: the words of a message, of an edit, of a file."""

from collections.abc import Mapping
from typing import Any

from adapters.matrix.render import HTML, Rendered
from bot.domain.delivery import File


def content_of(rendered: Rendered, silent: bool) -> dict[str, Any]:
    """A message. The empty mentions say that "@room", when somebody typed it, calls nobody."""
    return {
        "msgtype": "m.notice" if silent else "m.text",
        "body": rendered.plain,
        "format": HTML,
        "formatted_body": rendered.html,
        "m.mentions": {},
    }


def plain_only(body: dict[str, Any]) -> dict[str, Any]:
    """Without the formatted words, which are the plain ones again."""
    kept = {k: part for k, part in body.items() if k not in ("format", "formatted_body")}
    if isinstance(new := kept.get("m.new_content"), dict):
        # Clients that know edits read this one; the others are told that there is one.
        kept["m.new_content"] = plain_only(new)
        kept["body"] = "*"
    return kept


def edit_of(new: Mapping[str, Any], message_id: str) -> dict[str, Any]:
    """The content of an edit: the new words, and for who knows no edits the same with a star."""
    return {
        **new,
        "body": f"* {new['body']}",
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": message_id},
    }


def content_of_file(file: File) -> dict[str, Any]:
    """The content of a file's event, but for where the file is."""
    return {
        "msgtype": "m.image" if file.is_picture else "m.file",
        "body": file.description,
        "filename": file.name,
        "info": {"mimetype": file.media_type, "size": len(file.content)},
        "m.mentions": {},
    }
