"""Why a newsroom cannot be packed or unpacked, in one sentence each."""


class Unmovable(Exception):
    """The newsroom cannot be moved."""

    def __init__(self, **named: object) -> None:
        super().__init__((self.__doc__ or "").format(**named))


class NotAFolder(Unmovable):
    """{folder} holds something else: name a new folder, or one with an earlier export."""


class Unfinished(Unmovable):
    """There is no manifest in {folder}: it is no export, or one that was stopped. Run it again."""


class Unreadable(Unmovable):
    """The manifest in {folder} cannot be read: {why}."""


class Newer(Unmovable):
    """The export has format {format}; this program reads up to {known}. Use the newer program."""


class Altered(Unmovable):
    """{name} is not what the manifest says: it was changed, or it arrived in part."""


class Incomplete(Unmovable):
    """The manifest does not name {name}: the export does not hold a whole newsroom."""


class Unknown(Unmovable):
    """{name}: there is no field {field} here, or a line lacks it."""


class Misfit(Unmovable):
    """{name}: the database does not take it: {why}"""


class NotEmpty(Unmovable):
    """The database is not empty: it has {name} that are not those of the export. Use a new one."""


class Unequal(Unmovable):
    """{name} in the database is not what the export says. Was somebody at work in it meanwhile?"""
