"""One process writes, others read; and if two write, nothing is there twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from grader.gradebook import open_gradebook

from .making import keep


def test_readers_go_on_while_one_writes(url: str):
    open_gradebook(url).close()
    written = threading.Event()

    def read() -> list[int]:
        counts: list[int] = []
        with open_gradebook(url, read_only=True) as book:
            while not written.is_set():
                counts.append(len(book.grades()))
            counts.append(len(book.grades()))
        return counts

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            with open_gradebook(url) as book:
                for n in range(25):
                    keep(book, f"k{n}", student=f"s{n}")
        finally:
            written.set()
    for reader in readers:
        counts = reader.result()
        assert counts == sorted(counts)
        assert counts[-1] == 25


def test_a_reader_is_not_kept_waiting_by_a_transaction(url: str):
    with open_gradebook(url) as book:
        keep(book)
        with book.writing() as session:
            session.connection()
            with open_gradebook(url, read_only=True) as other:
                assert len(other.grades()) == 1


def test_two_writers_of_the_same_jobs(url: str):
    open_gradebook(url).close()
    start = threading.Barrier(2)

    def write() -> list[int]:
        with open_gradebook(url) as book:
            start.wait()
            return [keep(book, f"k{n}", student=f"s{n}") for n in range(20)]

    with ThreadPoolExecutor(2) as pool:
        one, other = (each.result() for each in [pool.submit(write), pool.submit(write)])
    assert one == other
    with open_gradebook(url) as book:
        assert len(book.students()) == 20
        assert all(len(book.reports_of(f"s{n}", "c1w2_callbacks")) == 1 for n in range(20))


def test_one_book_in_several_threads(url: str):
    with open_gradebook(url) as book, ThreadPoolExecutor(4) as pool:

        def write(n: int) -> int:
            return keep(book, f"k{n}", student=f"s{n % 5}")

        numbers = list(pool.map(write, range(40)))
        assert len(set(numbers)) == 40
        assert len(book.done(f"k{n}" for n in range(40))) == 40
