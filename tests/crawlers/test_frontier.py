"""The queue: each address once, the weightiest first, the page limit kept exactly."""

from __future__ import annotations

from crawlers.frontier import Frontier, Wanted


def urls(frontier: Frontier) -> list[str]:
    popped = []
    while (wanted := frontier.pop()) is not None:
        popped.append(wanted.url)
    return popped


def filled(**change) -> Frontier:
    frontier = Frontier(**({"limit": 100, "at_once": 100} | change))
    for name in "abc":
        frontier.push(Wanted(url=f"http://s.example/{name}"))
    return frontier


def test_weight_goes_before_age():
    frontier = filled()
    frontier.push(Wanted(url="http://s.example/licence", weight=30))
    assert urls(frontier) == [f"http://s.example/{name}" for name in ("licence", "a", "b", "c")]


def test_a_known_address_is_not_queued_again_unless_it_is_wanted_again():
    frontier = filled()
    frontier.push(Wanted(url="http://s.example/a"))
    frontier.push(Wanted(url="http://s.example/a", via="browser"), again=True)
    assert len(frontier) == 4


def test_no_more_is_under_way_than_may_be_at_once():
    frontier = filled(at_once=2)
    first = frontier.pop()
    assert frontier.pop() is not None
    assert frontier.pop() is None
    frontier.landed(first)
    assert frontier.pop() is not None


def test_the_limit_counts_stored_pages_and_those_under_way():
    frontier = filled(limit=5)
    frontier.stored = 3
    assert len(urls(frontier)) == 2
    assert len(frontier) == 1


def test_a_page_that_did_not_come_gives_its_place_back():
    frontier = filled(limit=1)
    frontier.landed(frontier.pop())
    assert frontier.pop() is not None


def test_pictures_do_not_count_against_the_limit():
    frontier = filled(limit=0)
    frontier.push(Wanted(url="http://s.example/licence.png", kind="picture"))
    assert urls(frontier) == ["http://s.example/licence.png"]


def test_a_closed_queue_gives_nothing():
    assert urls(filled(closed=True)) == []


def test_an_answer_that_is_not_written_yet_counts_as_under_way():
    frontier = filled(at_once=2)
    first, _ = frontier.pop(), frontier.pop()
    frontier.landed(first)
    frontier.held += 1
    assert frontier.pop() is None  # a process killed now would ask for the first one again
    frontier.drain()
    assert frontier.pop() is not None


def test_what_was_queued_and_fetched_before_anything_was_written_is_done():
    frontier = filled()
    first = frontier.pop()
    frontier.landed(first)
    frontier.settle(first)
    assert {row.url: row.state for row in frontier.drain()} == {f"http://s.example/{name}": "done" if name == "a" else "queued" for name in "abc"}


def test_what_is_queued_again_in_the_step_that_ends_it_stays_queued():
    frontier = filled()
    first = frontier.pop()
    frontier.landed(first)
    frontier.push(Wanted(url=first.url, via="browser"), again=True)
    frontier.settle(first)
    assert {row.state for row in frontier.drain()} == {"queued"}
