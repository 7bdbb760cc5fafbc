"""Work off the GUI thread: results in it, errors delivered, cancelled work forgotten."""

import threading
import weakref

from pytestqt.qtbot import QtBot

from deckapp.gui.jobs import Job, JobRunner, ThreadExecutor

from .helpers import ManualExecutor


def _nobody(_value: object) -> None:
    raise AssertionError("this was not to be called")


def test_that_work_is_done_in_another_thread_and_its_result_arrives_in_this_one(
    qtbot: QtBot,
) -> None:
    runner = JobRunner(ThreadExecutor())
    here = threading.get_ident()
    got: list[tuple[int, int]] = []
    runner.run(
        lambda _job: threading.get_ident(),
        lambda there: got.append((there, threading.get_ident())),
        _nobody,
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0] != here
    assert got[0][1] == here


def test_that_an_error_is_delivered_in_place_of_a_result(qtbot: QtBot) -> None:
    runner = JobRunner(ThreadExecutor())
    errors: list[Exception] = []

    def fail(_job: Job) -> None:
        raise ValueError("no")

    runner.run(fail, _nobody, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ValueError)


def test_that_a_job_cancelled_before_it_began_is_told_and_its_result_dropped(
    qtbot: QtBot,
) -> None:
    executor = ManualExecutor()
    runner = JobRunner(executor)
    asked: list[bool] = []
    job = runner.run(lambda job: asked.append(job.is_cancelled()), _nobody, _nobody)
    job.cancel()
    executor.run_all()
    assert asked == [True]


def test_that_a_job_cancelled_meanwhile_has_neither_result_nor_error(qtbot: QtBot) -> None:
    executor = ManualExecutor()
    runner = JobRunner(executor)

    def work(job: Job) -> None:
        job.cancel()
        raise ValueError("too late")

    runner.run(work, _nobody, _nobody)
    executor.run_all()


def test_that_all_jobs_are_cancelled_at_once(qtbot: QtBot) -> None:
    executor = ManualExecutor()
    runner = JobRunner(executor)
    jobs = [runner.run(lambda _job: 1, _nobody, _nobody) for _ in range(3)]
    runner.cancel_all()
    assert all(job.is_cancelled() for job in jobs)
    executor.run_all()


def test_that_progress_reported_in_any_thread_arrives_in_this_one(qtbot: QtBot) -> None:
    runner = JobRunner(ThreadExecutor())
    go = threading.Event()

    def work(job: Job) -> str:
        go.wait(5)
        for done in range(3):
            job.report(done, 2)
        return "done"

    seen: list[tuple[int, int, int]] = []
    ended: list[str] = []
    job = runner.run(work, ended.append, _nobody)
    job.progressed.connect(lambda done, total: seen.append((done, total, threading.get_ident())))
    go.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert seen == [(done, 2, threading.get_ident()) for done in range(3)]


def test_that_an_ended_job_is_let_go(qtbot: QtBot) -> None:
    executor = ManualExecutor()
    runner = JobRunner(executor)
    ended: list[int] = []
    gone = weakref.ref(runner.run(lambda _job: 1, ended.append, _nobody))
    executor.run_all()
    qtbot.waitUntil(lambda: gone() is None)
    assert ended == [1]
