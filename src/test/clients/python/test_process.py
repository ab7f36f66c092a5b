"""The gateway as a process: how it starts, what it keeps, and how it ends."""

import json
import os
import pathlib
import re
import signal
import socket
import stat
import subprocess
import time
import urllib.request

import openai
import pytest

ROOT = pathlib.Path(__file__).parents[4]
SERVE = ROOT / "scripts" / "serve.sh"
PATIENCE_SECONDS = 60


class Process:
    """A gateway of its own on a free port, with a folder of its own."""

    def __init__(self, folder, **environment):
        passed_on = {name: os.environ[name] for name in ("PATH", "HOME", "JAVA_HOME") if name in os.environ}
        self.home = folder / "home"
        self.child = subprocess.Popen(
            [SERVE],
            cwd=folder,
            env={**passed_on, "PORT": "0", "LLMAPI_HOME": str(self.home), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.kill()
        self.child.communicate()

    def greeting(self):
        lines = []
        for line in self.child.stdout:
            lines.append(line)
            if line.startswith("print("):
                return "".join(lines)
        raise AssertionError("the gateway ended before it greeted: " + self.child.stderr.read())

    def client(self):
        greeting = self.greeting()
        base_url, key = (re.search(rf"^ *{name} +(\S+)$", greeting, re.M)[1] for name in ("address", "API key"))
        return openai.OpenAI(base_url=base_url, api_key=key, max_retries=0, timeout=PATIENCE_SECONDS)

    def end(self):
        """The exit code, and what was said on the standard error."""
        _, err = self.child.communicate(timeout=PATIENCE_SECONDS)
        return self.child.returncode, err


def test_process_key_is_made_once_and_for_its_owner_alone(tmp_path):
    keys = []
    for _ in range(2):
        with Process(tmp_path) as process:
            keys.append(process.client().api_key)
            mode = stat.S_IMODE((process.home / "api-key").stat().st_mode)

    assert keys[0] == keys[1]
    assert mode == 0o600


def test_process_given_key_is_used_and_none_is_kept(tmp_path):
    given = "any-form.of_16+characters"
    with Process(tmp_path, LLMAPI_API_KEY=given) as process, process.client() as client:
        assert client.api_key == given
        assert client.models.list().data
        assert not (process.home / "api-key").exists()


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"])
def test_process_signal_ends_it_quietly(tmp_path, sent, code):
    with Process(tmp_path) as process, process.client() as client:
        client.models.list()
        process.child.send_signal(sent)

        assert process.end() == (code, "")


def test_process_signal_in_mid_stream_lets_the_stream_finish(tmp_path):
    with Process(tmp_path) as process, process.client() as client:
        stream = client.chat.completions.create(
            model="sandbox/chat", messages=[{"role": "user", "content": "Hello!"}], stream=True
        )
        chunks = [next(stream)]
        process.child.send_signal(signal.SIGTERM)
        chunks += stream

        assert chunks[-1].choices[0].finish_reason == "stop"
        assert process.end() == (143, "")


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"])
def test_process_second_signal_in_mid_stream_ends_it_at_once(tmp_path, sent, code):
    # So slow that nothing but the second signal can end it in time.
    (tmp_path / "llmapi.yaml").write_text("sandbox: {tokens_per_second: 0.1}\n", encoding="utf-8")
    with Process(tmp_path) as process, process.client() as client:
        stream = client.chat.completions.create(
            model="sandbox/chat", messages=[{"role": "user", "content": "Hello!"}], stream=True
        )
        next(stream)
        process.child.send_signal(signal.SIGTERM)
        wait_until_refused(client.base_url.port)
        process.child.send_signal(sent)

        ended, err = process.end()
        assert ended == code
        assert "second signal" in err and err.count("\n") == 1
        with pytest.raises(Exception):
            list(stream)


def wait_until_refused(port):
    """Until the server is ending: it takes no connections any more."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return
        time.sleep(0.01)
    raise AssertionError("the server still takes connections")


def test_process_command_line_lists_every_page(tmp_path):
    with Process(tmp_path) as process, process.client() as client:
        address = str(client.base_url).removesuffix("/v1/")
        environment = {**os.environ, "LLMAPI_URL": address, "LLMAPI_HOME": str(process.home)}

        def llmapi(*words):
            done = subprocess.run([ROOT / "llmapi", *words], env=environment, capture_output=True, check=True, text=True)
            return json.loads(done.stdout)

        assert llmapi("projects", "list") == {
            "object": "list", "data": [], "first_id": None, "last_id": None, "has_more": False
        }
        project = llmapi("projects", "create", "--name", "shop")["id"]
        key = (process.home / "admin-key").read_text(encoding="utf-8").strip()
        for _ in range(101):
            request = urllib.request.Request(
                address + "/admin/keys",
                data=json.dumps({"project": project}).encode(),
                headers={"Authorization": "Bearer " + key},
            )
            urllib.request.urlopen(request, timeout=PATIENCE_SECONDS).close()
        keys = llmapi("keys", "list", "--project", "shop")

        assert len({each["id"] for each in keys["data"]}) == 101
        assert keys["first_id"] == keys["data"][0]["id"]
        assert keys["last_id"] == keys["data"][-1]["id"]
        assert keys["has_more"] is False


def test_process_port_taken_ends_with_one_line(tmp_path):
    with Process(tmp_path) as first, first.client() as client:
        port = str(client.base_url.port)
        with Process(tmp_path, PORT=port) as second:
            code, err = second.end()

    assert code == 69
    assert port in err and "PORT" in err
    assert err.count("\n") == 1


def test_process_wrong_file_ends_with_its_line(tmp_path):
    (tmp_path / "llmapi.yaml").write_text("providers:\n  wall: {kind: compatibel}\n", encoding="utf-8")

    with Process(tmp_path) as process:
        code, err = process.end()

    assert code == 78
    assert err.startswith("llmapi.yaml:2: ")
    assert "compatible" in err


def test_process_built_here_starts_from_its_aot_cache(tmp_path):
    """With this mode, the JVM ends when it cannot use the cache."""
    with Process(tmp_path, LLMAPI_JAVA_OPTS="-XX:AOTMode=on") as process, process.client() as client:
        assert client.models.list().data


def test_process_start_to_first_answer_is_printed(tmp_path, capsys):
    begin = time.monotonic()
    with Process(tmp_path) as process, process.client() as client:
        answer = client.models.list()
        millis = (time.monotonic() - begin) * 1000

    assert answer.data
    with capsys.disabled():
        print(f"\nclients: start to first answer: {millis:.0f} ms")
