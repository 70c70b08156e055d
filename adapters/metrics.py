"""Figures for whoever watches the servers, as Prometheus reads them; no text, no name (R8).

Most are counted in the database at each reading. How long screening takes is this process's own.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from errno import errorcode

import structlog
from prometheus_client import CollectorRegistry, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.domain.pulse import Pulse
from bot.domain.screening import Screened, ScreeningUnavailable
from bot.domain.texts import RawText
from bot.ports import Screener

log = structlog.get_logger(__name__)

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)


class Metrics:
    """Everything that is shown, and the address where it is.

    Parameters
    ----------
    pulse
        Counts in the database; called at each reading, from a thread.
    """

    def __init__(self, pulse: Callable[[], Pulse]) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_Counted(pulse))
        self._screening = Histogram(
            "entraide_screening_seconds",
            "How long a text waited for its screening, by outcome.",
            ["outcome"],
            buckets=SECONDS,
            registry=self.registry,
        )

    def timing(self, screener: Screener) -> Screener:
        """The same screener, each of its calls timed."""
        return _Timed(screener, self._screening)

    async def serve(self, host: str, port: int) -> None:
        """Until cancelled. Where it cannot listen, the bot goes on without."""
        try:
            server, _ = start_http_server(port, host, self.registry)
        except OSError as error:
            cause = errorcode.get(error.errno or 0, type(error).__name__)
            log.error("metrics_not_served", port=port, error=cause)
            return
        try:
            await asyncio.Event().wait()
        finally:
            server.shutdown()
            server.server_close()


class _Timed:
    """Implements `bot.ports.Screener`."""

    def __init__(self, screener: Screener, seconds: Histogram) -> None:
        self._screener = screener
        self._seconds = seconds

    def screen(
        self,
        text: RawText,
        *,
        language: str,
        placeholders: str = "",
        masked_more: Sequence[str] = (),
        given_back: Sequence[str] = (),
        answer: bool = False,
        departement: str | None = None,
    ) -> Screened:
        """See `bot.ports.Screener.screen`."""
        began, outcome = time.perf_counter(), "error"
        try:
            screened = self._screener.screen(
                text,
                language=language,
                placeholders=placeholders,
                masked_more=masked_more,
                given_back=given_back,
                answer=answer,
                departement=departement,
            )
            outcome = "screened"
        except ScreeningUnavailable as unavailable:
            outcome = unavailable.reason
            raise
        finally:
            self._seconds.labels(outcome).observe(time.perf_counter() - began)
        return screened


class _Counted(Collector):
    """The network's figures, counted anew at each reading."""

    def __init__(self, pulse: Callable[[], Pulse]) -> None:
        self._pulse = pulse

    def describe(self) -> Iterator[Metric]:
        """Their names, without counting."""
        return self._told(Pulse())

    def collect(self) -> Iterator[Metric]:
        return self._told(self._pulse())

    def _told(self, pulse: Pulse) -> Iterator[Metric]:
        for name, meaning, label, counts in (
            ("cases_open", "Cases that are open, by state.", "state", pulse.cases),
            ("asks_day", "Asks planned in 24 h, by delivery.", "delivery", pulse.asks),
            ("responses_day", "The same asks, by response.", "response", pulse.responses),
            ("outbox_waiting", "Messages that have not left.", "channel", pulse.waiting),
        ):
            family = GaugeMetricFamily(f"entraide_{name}", meaning, labels=[label])
            for value, count in sorted(counts.items()):
                family.add_metric([value], count)
            yield family
        settled = GaugeMetricFamily(
            "entraide_messages_day",
            "Messages settled in 24 h, digests among them, by channel, kind and outcome.",
            labels=["channel", "kind", "outcome"],
        )
        for key, count in sorted(pulse.settled.items()):
            settled.add_metric(key, count)
        yield settled
        yield GaugeMetricFamily(
            "entraide_outbox_late_seconds",
            "How long ago the first message that waits was due.",
            value=pulse.late.total_seconds(),
        )
        yield GaugeMetricFamily(
            "entraide_inbox_unhandled",
            "What people sent and was not handled yet.",
            value=pulse.unhandled,
        )
        yield GaugeMetricFamily(
            "entraide_inbox_given_up_day",
            "What people sent in 24 h and could not be handled; they were told.",
            value=pulse.given_up,
        )
