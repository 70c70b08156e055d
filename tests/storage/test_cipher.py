"""Sealed texts open with the right key alone, and keys can be replaced."""

import pytest

from storage.cipher import Cipher, KeyLost
from storage.engine import open_engine
from storage.unit_of_work import SqlUnitOfWorkFactory
from tests.contract import samples
from tests.contract.samples import ASKER, NOW

OLD, NEW = Cipher.new_key(), Cipher.new_key()


@pytest.mark.parametrize("value", ["", "Mme Martin \0 \ud800 é", {"parts": ["a"], "n": None}, []])
def test_what_is_sealed_opens_again(value: object) -> None:
    cipher = Cipher([OLD])
    assert cipher.open(cipher.seal(value)) == value


def test_nothing_is_readable_in_a_sealed_text() -> None:
    assert "Martin" not in Cipher([OLD]).seal("Mme Martin")


def test_equal_texts_do_not_look_equal() -> None:
    cipher = Cipher([OLD])
    assert cipher.seal("Mme Martin") != cipher.seal("Mme Martin")


def test_a_replaced_key_still_opens_what_it_sealed() -> None:
    sealed = Cipher([OLD]).seal("texte")
    assert Cipher([NEW, OLD]).open(sealed) == "texte"


def test_the_first_key_seals() -> None:
    sealed = Cipher([NEW, OLD]).seal("texte")
    assert Cipher([NEW]).open(sealed) == "texte"


def test_a_lost_key_says_so_and_quotes_nothing() -> None:
    sealed = Cipher([OLD]).seal("texte")
    with pytest.raises(KeyLost) as lost:
        Cipher([NEW]).open(sealed)
    assert sealed not in str(lost.value)


def test_an_altered_text_does_not_open() -> None:
    sealed = Cipher([OLD]).seal("texte")
    with pytest.raises(KeyLost):
        Cipher([OLD]).open(sealed[:-8] + "AAAAAA==")


def test_a_code_is_recognised_under_a_replaced_key_and_never_read_back() -> None:
    (kept,) = Cipher([OLD]).digests("31415926")
    assert kept in Cipher([NEW, OLD]).digests("31415926")
    assert kept not in Cipher([NEW, OLD]).digests("31415927")
    assert kept not in Cipher([NEW]).digests("31415926")
    assert "31415926" not in kept


@pytest.mark.parametrize("keys", [[], ["SECRET"], [OLD, "SECRET"], [""], ["é" * 32]])
def test_a_bad_key_is_refused_unquoted(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="base 64") as refusal:
        Cipher(keys)
    assert "SECRET" not in str(refusal.value)


def test_a_lost_key_stops_nobody_else(fresh_sqlite: str) -> None:
    """The secret was replaced and the former one not kept: the bot goes on without what it held."""
    engine = open_engine(fresh_sqlite)
    before = SqlUnitOfWorkFactory(engine, Cipher([Cipher.new_key()]))
    with before() as uow:
        uow.professionals.add(samples.professional(ASKER))
        uow.accounts.add(samples.account())
        uow.drafts.add(samples.draft(expires_at=NOW))
        uow.inbox.receive(samples.inbound("lost", at="a"))
        uow.outbox.add(samples.notice("link-code", secret="31415926"))
        uow.accounts.save_code(samples.code())
        uow.commit()
    after = SqlUnitOfWorkFactory(engine, Cipher([Cipher.new_key()]))
    with after() as uow:
        uow.inbox.receive(samples.inbound("next", at="a"))
        uow.inbox.receive(samples.inbound("other", at="b"))
        assert [one.inbound.update_id for one in uow.inbox.claim(NOW, 60, 9)] == ["other"]
        assert [one.inbound.update_id for one in uow.inbox.claim(NOW, 60, 9)] == ["next"]
        (code_to_show,) = uow.outbox.claim(NOW, 60, 9)
        assert code_to_show.notice.secret is None
        assert uow.accounts.take_code("12345678") is None
        (expired,) = uow.drafts.expired(NOW)
        assert expired.parts == ()
        uow.drafts.remove(expired.id)
        assert uow.drafts.by_author(ASKER) == []
    engine.dispose()
