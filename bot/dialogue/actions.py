"""Everything that a choice can do. The two letters travel inside a token, so they never change."""

from enum import StrEnum


class Action(StrEnum):
    # Writing
    REVIEW = "rv"
    SEND = "sd"
    MASK_MORE = "mk"
    GIVE_BACK = "gb"
    PREVIEW = "pv"
    THEMES = "th"
    THEME = "t1"
    TERRITORY = "tr"
    URGENT = "ur"
    REWRITE = "rw"
    ABANDON = "ab"
    AS_ANSWER = "aa"
    # Asking
    UNDO = "un"
    DIGEST = "dg"
    UNBLOCKED = "ub"
    PARTLY = "pa"
    NOT_UNBLOCKED = "no"
    TOO_EARLY = "te"
    WIDEN = "wd"
    REPLY = "rp"
    COMMENT = "cm"
    # Answering
    ANSWER = "an"
    NOT_MY_FIELD = "nm"
    LATER = "lt"
    LESS = "ls"
    REFER = "rf"
    REFER_TO = "rt"
    ASK_BACK = "qb"
    BRING_ANSWER = "ba"
    OTHERS = "ot"
    VOTE_RIGHT = "vr"
    VOTE_WRONG = "vw"
    CORRECT = "co"
    WITHDRAW = "wi"
    # Belonging
    PAUSE = "ps"
    RESUME = "rs"
    LEAVE = "lv"
    ERASE = "er"
    # Moderating
    UNDO_LIMITS = "ul"
    HOLD = "hd"
    RELEASE = "rl"
    ARRIVED = "ua"
    LOST = "uz"
