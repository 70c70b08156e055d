"""What the tests call a person or a place, and what a platform does."""


class Names:
    """Tied one to one."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def tie(self, name: str, platform_id: str) -> None:
        self._ids[name] = platform_id
        self._names[platform_id] = name

    def id(self, name: str) -> str:
        return self._ids[name]

    def name(self, platform_id: str) -> str:
        return self._names[platform_id]

    def __contains__(self, name: str) -> bool:
        return name in self._ids
