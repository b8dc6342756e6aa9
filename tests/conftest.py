"""A test that never ends fails by itself, and says where it hung."""

import signal
import threading

import pytest

LONGEST = 400  # seconds: far above the longest test on a busy machine; no test is timed by it


@pytest.fixture(autouse=True)
def _ends():
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def hung(number, frame):
        raise TimeoutError(f"a test still runs after {LONGEST} s")

    before = signal.signal(signal.SIGALRM, hung)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
