"""A stand-in for an OpenAI-compatible endpoint, on loopback only, that also misbehaves.

It answers each request by the next of its steps, and by the last again. A step takes the request's
handler and its JSON, and writes whatever it likes.
"""

import json
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class StandIn:
    """What was asked, and what to answer."""

    def __init__(self, address):
        self.url = f"http://127.0.0.1:{address[1]}/v1"
        self.asked, self.headers, self.steps = [], [], [says([])]
        self.lock = threading.Lock()

    def script(self, *steps):
        self.steps = list(steps)

    def next(self):
        with self.lock:
            return self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]

    def documents(self):
        """The texts that were sent, as the model gets them."""
        return [json.loads(request["messages"][1]["content"]) for request in self.asked]


@contextmanager
def running():
    """A stand-in that answers while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            length = int(self.headers.get("content-length", 0))
            request = json.loads(self.rfile.read(length))
            self.path_asked = self.path
            stand_in.asked.append(request)
            stand_in.headers.append(dict(self.headers))
            self.close_connection = True
            with suppress(BrokenPipeError, ConnectionResetError):
                stand_in.next()(self, request)

        def log_message(self, *arguments):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request, client_address):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    stand_in = StandIn(server.server_address)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler, body, status=200, kind="application/json", **headers):
    payload = body if isinstance(body, bytes) else body.encode()
    handler.send_response(status)
    if kind is not None:
        handler.send_header("content-type", kind)
    handler.send_header("content-length", str(len(payload)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(payload)


def completion(content, ended="stop", refusal=None, tokens=100):
    message = {"role": "assistant", "content": content, "refusal": refusal}
    usage = {"prompt_tokens": tokens, "completion_tokens": 0, "total_tokens": tokens}
    return json.dumps(
        {
            "object": "chat.completion",
            "choices": [{"index": 0, "message": message, "finish_reason": ended}],
            "usage": usage,
        }
    )


def says(claims, **more):
    """Answers well, with these proposals."""
    return replies(json.dumps({"claims": claims}), **more)


def replies(content, **more):
    """Answers with this content."""
    return lambda handler, request: send(handler, completion(content, **more))


def fails(status, body="", **headers):
    """Answers with an error."""
    return lambda handler, request: send(handler, body, status, **headers)


def proposal(quote, number=None, measure="killed", sentence=1, **more):
    """One proposed claim, with all keys."""
    told = {
        "sentence": sentence,
        "quote": quote,
        "number": number,
        "measure": measure,
        "of": None,
        "by": None,
        "place": None,
        "period": None,
        "sources": [],
        "stance": "asserted",
        "scope": "incident",
        "part_of": None,
        "increment": False,
        "disclaimer": None,
    }
    return {**told, **more}


def source(words, cue="said"):
    return {"words": words, "cue": cue}
